import { dataTable, numberColumn } from './data-table.js';
import { residualPlot } from './figures/residual-plot.js';
import type { DrawnSeries } from './figures/scaling-drawing.js';
import { scalingPlot } from './figures/scaling-plot.js';
import { idOf, markup, short, type Markup } from './markup.js';
import { pageFrame } from './page-frame.js';
import { ReportNumbers } from './report-numbers.js';

/** A series of a sweep, without a fit if it was stopped or could not be evaluated. */
interface SweptSeries {
  readonly name: string;
  readonly points: readonly (DrawnSeries['points'][number] & SizeShape)[];
  readonly fit: DrawnSeries['fit'] | null;
}

/** The table at a size, and the largest n that was tried. */
interface SizeShape {
  readonly subjects: number;
  readonly relations: number;
  readonly searchedTo: number;
}

/** The series of a sweep, as in the JSON of `sweep`. */
export interface SweptSizes {
  readonly seed: string;
  readonly criterion: {
    readonly accuracy: number;
    readonly fresh: number;
    readonly tolerance: number;
    readonly cases: number;
  };
  readonly series: readonly SweptSeries[];
}

/** Texts of the page that are not in that JSON. */
export interface SweepPageWords {
  /** The program and its version. */
  readonly generator: string;
  /** What was fine-tuned, and on which memory. */
  readonly subject: string;
  /** The outcome of each series, in a sentence. */
  readonly outcomes: readonly string[];
}

/** Renders a sweep as one HTML file: for every series n* over N, the rival laws fitted to it, and their residuals. */
export function renderSweepPage(swept: SweptSizes, { generator, subject, outcomes }: SweepPageWords): string {
  const numbers = new ReportNumbers(swept);
  const { series } = swept;
  return pageFrame({
    generator,
    title: `ic-recall sweep: ${series.map(({ name }) => name).join('; ')}`,
    skip: 'Skip to the series',
    symbols: null,
    masthead: masthead(numbers, swept, { generator, subject }),
    contents: series.map(({ name }, i) => markup`<li><a href="#series-${String(i)}">${name}</a></li>`),
    main: series.map((each, i) => seriesSection(numbers, each, outcomes[i], idOf('series', i))),
  });
}

function masthead(numbers: ReportNumbers, { seed, criterion }: SweptSizes, words: Omit<SweepPageWords, 'outcomes'>): Markup {
  return markup`<header class="masthead"><p class="kicker">ic-recall sweep</p><h1>How many prompts suffice, by the number of stored facts</h1><p class="paper">n* is the least number of prompts with which accuracy ${numbers.show(criterion, 'accuracy', 'figure')} on ${numbers.show(criterion, 'fresh', 'count')} fresh prompts is missed in at most ${numbers.show(criterion, 'tolerance', 'percent')} of draws. Each n gets at most ${numbers.show(criterion, 'cases', 'count')} draws.</p><dl class="run"><div><dt>Fine-tuned</dt><dd>${words.subject}</dd></div><div><dt>Seed</dt><dd>${seed}</dd></div><div><dt>Version</dt><dd>${words.generator}</dd></div></dl></header>`;
}

function seriesSection(numbers: ReportNumbers, { fit, ...series }: SweptSeries, outcome: string, id: string): Markup {
  const drawn = fit === null ? null : { ...series, fit };
  return markup`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${series.name}</h2><p class="lead">${short(outcome, 600)}</p>${
    drawn === null
      ? null
      : markup`<div class="figures">${scalingPlot(numbers, drawn, { id: `${id}-growth`, control: null })}${residualPlot(numbers, drawn, `${id}-residuals`)}</div><details class="more"><summary>The tables of each size</summary>${shapes(numbers, series.points)}</details>`
  }</section>`;
}

function shapes(numbers: ReportNumbers, points: SweptSeries['points']): Markup {
  return dataTable('Tables by size, and the largest n that was tried', [
    numberColumn(numbers, 'N', points, 'size', 'count'),
    numberColumn(numbers, 'subjects S', points, 'subjects', 'count'),
    numberColumn(numbers, 'relations R', points, 'relations', 'count'),
    numberColumn(numbers, 'searched to n', points, 'searchedTo', 'count'),
  ]);
}

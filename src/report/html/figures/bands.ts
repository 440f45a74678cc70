import { area, line } from 'd3-shape';
import type { Bands, Illustration } from '../../data/preview-schema.js';
import { dataTable, listColumn } from '../data-table.js';
import { markup, type Markup } from '../markup.js';
import type { ReportNumbers } from '../report-numbers.js';
import { stepAxis, ticksBelow, ticksBeside, valueAxis, type Frame } from './axes.js';
import { figure, label, numberText } from './figure.js';

const WIDTH = 300;
const HEIGHT = 190;
const FRAME: Frame = { left: 42, right: 290, top: 12, bottom: 150 };

/**
 * Quantities over training steps, a figure each: the median over cases, a band from the least to the greatest value, and one case.
 */
export function bandFigures(numbers: ReportNumbers, bands: Bands, example: Illustration | null, idPrefix: string): Markup[] {
  return bands.series.map((series, i) => {
    const { name, least, median, greatest } = series;
    const { steps } = bands;
    const own =
      example?.attention === null || example === null ? null : (example.curves.find((each) => each.name === name) ?? null);
    const ownSteps = example?.attention?.steps ?? [];
    const x = stepAxis([...steps, ...(own === null ? [] : ownSteps)], FRAME.left, FRAME.right);
    const y = valueAxis([...least, ...greatest, ...(own?.values ?? [])], FRAME.bottom, FRAME.top);
    const at = (values: readonly number[]) => values.map((value, step): [number, number] => [x.scale(steps[step]), y(value)]);
    const between = area<[number, number, number]>()
      .x(([place]) => place)
      .y0(([, low]) => low)
      .y1(([, , high]) => high)
      .digits(1);
    const band = steps.map((step, j): [number, number, number] => [x.scale(step), y(least[j]), y(greatest[j])]);
    const body = [
      ticksBelow(x.scale, x.ticks, FRAME),
      ticksBeside(y, y.ticks(4), FRAME),
      markup`<path class="band" d="${between(band) ?? ''}"/>`,
      markup`<path class="median" d="${pathOf(at(median))}"/>`,
      own === null
        ? null
        : markup`<path class="case" d="${pathOf(own.values.map((value, j): [number, number] => [x.scale(ownSteps[j]), y(value)]))}"/>`,
      label((FRAME.left + FRAME.right) / 2, FRAME.bottom + 31, 'training steps', 'middle'),
    ];
    const end = steps.length - 1;
    return figure({
      id: `${idPrefix}-${i}`,
      title: capital(name),
      description: `${name} over training steps in ${bands.cases} cases. The median goes from ${numberText(median[0])} to ${numberText(median[end])}; at the end the cases lie between ${numberText(least[end])} and ${numberText(greatest[end])}.`,
      width: WIDTH,
      height: HEIGHT,
      body,
      caption: markup`The line is the median of ${numbers.show(bands, 'cases', 'count')} cases, the band goes from the least to the greatest${own === null ? null : ', and the dashed line is the example'}.`,
      data: dataTable(`${capital(name)} over training steps`, [
        listColumn(numbers, 'step', steps, 'count'),
        listColumn(numbers, 'least', least, 'figure'),
        listColumn(numbers, 'median', median, 'figure'),
        listColumn(numbers, 'greatest', greatest, 'figure'),
      ]),
    });
  });
}

/** Quantities of one run over its training steps; null where a value is not a number. */
export interface Curves {
  readonly steps: readonly number[];
  readonly curves: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
}

/** The curves of a case. */
export function curvesOf({ attention, curves }: Illustration): Curves {
  return { steps: attention?.steps ?? [], curves };
}

/** Quantities of one run over training steps, a figure each. */
export function curveFigures(numbers: ReportNumbers, { steps, curves }: Curves, idPrefix: string): Markup[] {
  if (steps.length === 0) return [];
  return curves.map(({ name, values }, i) => {
    const known = values.filter((value) => value !== null);
    const x = stepAxis(steps, FRAME.left, FRAME.right);
    const y = valueAxis(known.length === 0 ? [0, 1] : known, FRAME.bottom, FRAME.top);
    const points = values.flatMap((value, j): [number, number][] => (value === null ? [] : [[x.scale(steps[j]), y(value)]]));
    const title = capital(name);
    return figure({
      id: `${idPrefix}-${i}`,
      title,
      description: `${name} over the training steps of this case, from ${numberText(known[0])} to ${numberText(known[known.length - 1])}.`,
      width: WIDTH,
      height: HEIGHT,
      body: [
        ticksBelow(x.scale, x.ticks, FRAME),
        ticksBeside(y, y.ticks(4), FRAME),
        markup`<path class="median" d="${pathOf(points)}"/>`,
        label((FRAME.left + FRAME.right) / 2, FRAME.bottom + 31, 'training steps', 'middle'),
      ],
      data: dataTable(`${title} over training steps`, [
        listColumn(numbers, 'step', steps, 'count'),
        listColumn(numbers, name, values, 'figure'),
      ]),
    });
  });
}

function pathOf(points: readonly [number, number][]): string {
  return line().digits(1)([...points]) ?? '';
}

function capital(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

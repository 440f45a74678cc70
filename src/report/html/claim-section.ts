import { evidenceLine } from '../words/evidence-line.js';
import type { ClaimReport } from '../data/claim-schema.js';
import type { Report } from '../data/schema.js';
import { dataTable, numberColumn } from './data-table.js';
import { attentionBars } from './figures/attention-bars.js';
import { attentionHeatmap } from './figures/attention-heatmap.js';
import { bandFigures, curveFigures, curvesOf } from './figures/bands.js';
import { counterexampleCard, factList, promptInWords, replayLine } from './figures/counterexample-card.js';
import { intervalBar } from './figures/interval-bar.js';
import type { Spread } from '../../verify/evidence.js';
import { marginsStrip } from './figures/margins-strip.js';
import { residualPlot, scalingPlot } from './figures/scaling-plot.js';
import { foundCases } from '../../verify/found-cases.js';
import { replayOf } from '../words/replay-command.js';
import { mathText } from './math-text.js';
import { idOf, markup, short, type Child, type Markup } from './markup.js';
import type { ReportNumbers } from './report-numbers.js';
import { expectationNote, verdictChip } from './verdict-chip.js';

type Verdict = ClaimReport['verdict'];
type Measurement = NonNullable<Extract<Verdict, { word: 'NOT APPLICABLE' }>['exploratory']>;
type Hunt = Extract<Verdict, { by: 'rate' }>['hunt'];
type Planned = NonNullable<ClaimReport['planned']>;

/** Offending facts of a breach that are listed; report.json has them all. */
const LISTED_OFFENDERS = 5;

/** Where a claim stands on the page. */
export interface ClaimPlace {
  /** True where it is about the table of the report. */
  readonly given: boolean;
  /** Claims that are drawn beside it: its controls, where growth is compared. */
  readonly beside: readonly ClaimReport[];
}

/** The anchor of a claim. */
export function anchorOf({ id }: Pick<ClaimReport, 'id'>, given: boolean): string {
  return given ? idOf('table', id) : idOf(id);
}

/** A claim: what it says and where that comes from, its verdict and why, the evidence, and its pictures. */
export function claimSection(numbers: ReportNumbers, claim: ClaimReport, place: ClaimPlace): Markup {
  const { verdict, control } = claim;
  const { given } = place;
  const id = anchorOf(claim, given);
  return markup`<article class="claim" id="${id}" data-verdict="${verdict.word}" aria-labelledby="${id}-title"><header><h3 id="${id}-title"><a class="anchor" href="#${id}">${claim.id}</a> <span class="slug">${claim.slug}</span></h3><p class="verdict">${verdictChip(verdict.word)} ${expectationNote(claim)}</p></header><div class="halves"><div class="saying"><p class="statement">${mathText(claim.statement)}</p><dl class="facts">${
    control === null
      ? null
      : markup`<div><dt>Control of</dt><dd><a href="#${anchorOf({ id: control.of }, false)}">${control.of}</a>: ${mathText(control.broken)}</dd></div>`
  }<div><dt>Our reading</dt><dd>${mathText(claim.reading)}</dd></div><div><dt>Source</dt><dd>${mathText(claim.source)}</dd></div><div><dt>Assumes</dt><dd>${claim.assumptions.length === 0 ? 'nothing' : claim.assumptions.map((assumption, i) => markup`${i === 0 ? null : ', '}${mathText(assumption)}`)}</dd></div></dl>${details(numbers, claim)}</div><div class="showing"><p class="finding"><span data-evidence="${numbers.pathOf(claim)}">${mathText(short(evidenceLine(claim), 600))}</span>. <span class="stopped">Stopped because ${mathText(short(verdict.stopped, 400))}.</span></p>${evidence(numbers, claim, id)}</div></div>${growth(numbers, claim, place, id)}${previews(numbers, claim, id)}${cards(numbers, claim, given, id)}</article>`;
}

function details(numbers: ReportNumbers, claim: ClaimReport): Markup {
  const { kind, expected, domain, distribution, thresholds, planned } = claim;
  return markup`<details class="more prose"><summary>Domain, thresholds and plan</summary><dl class="facts"><div><dt>Kind</dt><dd>${kind}, expected ${expected}, tolerance ${numbers.show(claim, 'tolerance', 'percent')}</dd></div><div><dt>Domain</dt><dd>${mathText(domain)}</dd></div><div><dt>Drawn</dt><dd>${mathText(distribution)}</dd></div>${
    planned === null ? null : markup`<div><dt>Plan</dt><dd>${planOf(numbers, kind, planned)}</dd></div>`
  }${thresholds.map(
    (threshold) =>
      markup`<div><dt>Threshold</dt><dd><b>${threshold.quantity}</b> ${threshold.bound} ${numbers.show(threshold, 'value', 'figure')}: ${mathText(threshold.basis)}</dd></div>`,
  )}</dl></details>`;
}

/** What the plan could tell, in the words of report.md. */
function planOf(numbers: ReportNumbers, kind: ClaimReport['kind'], planned: Planned): Markup {
  const cases = numbers.show(planned, 'cases', 'count');
  const beside = markup`; ${numbers.show(planned, 'hunted', 'count')} hunted`;
  if (kind === 'existence') return markup`at most ${cases} cases searched for a witness${beside}`;
  const chance = markup`with a chance of ${numbers.show(planned, 'power', 'percent')}`;
  const refuting = numbers.show(planned, 'refutes', 'percentAtMost');
  if (kind === 'universal') {
    return markup`${cases} cases, none of which may violate it: enough to meet a violation, ${chance}, where the true rate is ${refuting} or more${beside}`;
  }
  const toHold =
    planned.holds === null
      ? 'too few to find it to hold'
      : markup`enough to find a true violation rate up to ${numbers.show(planned, 'holds', 'percentAtLeast')} to hold`;
  const toRefute = planned.refutes === null ? 'too few to refute it' : markup`enough to refute a true one from ${refuting} on`;
  return markup`at most ${cases} cases: ${toHold}, ${toRefute}, each ${chance}${beside}`;
}

/** What a verdict rests on. */
function evidence(numbers: ReportNumbers, claim: ClaimReport, id: string): Child {
  const { verdict } = claim;
  if ('scaling' in verdict) return null; // drawn below, beside its control
  switch (verdict.word) {
    case 'HOLDS':
    case 'REFUTED':
    case 'INCONCLUSIVE': {
      if (verdict.by === 'interruption') return interrupted(numbers, verdict);
      if (verdict.by === 'witness' || verdict.by === 'search') return null;
      const estimate = 'estimate' in verdict ? verdict.estimate : null;
      const enumeration = 'enumeration' in verdict ? verdict.enumeration : null;
      const hunt = 'hunt' in verdict ? verdict.hunt : null;
      return [
        estimate === null ? null : estimated(numbers, claim, estimate, id),
        enumeration === null ? null : measured(numbers, claim, enumeration, id),
        hunt === null ? null : hunted(numbers, hunt),
      ];
    }
    case 'NOT APPLICABLE':
      return [
        markup`<ul class="unmet">${verdict.unmet.map(
          ({ assumption, offenders }) =>
            markup`<li><b>${mathText(assumption)}</b> is broken${offenders.length === 0 ? null : ': '}${offenderList(offenders, LISTED_OFFENDERS)}</li>`,
        )}</ul>`,
        verdict.exploratory === null
          ? null
          : markup`<p class="note">Exploratory: measured all the same, outside what is claimed; it decides nothing.</p>${measured(numbers, claim, verdict.exploratory, id)}`,
      ];
    case 'VACUOUS':
    case 'SKIPPED':
    case 'UNSTABLE':
    case 'ERROR':
      return null;
  }
}

/** The first few offending facts. */
export function offenderList(offenders: readonly string[], most: number): Child {
  const shown = offenders.slice(0, most).map((offender, i) => markup`${i === 0 ? null : '; '}<bdi>${short(offender, 160)}</bdi>`);
  return [
    ...shown,
    offenders.length > most ? markup`; <span class="rest">and ${String(offenders.length - most)} more</span>` : null,
  ];
}

type Estimate = Extract<Verdict, { by: 'rate' }>['estimate'];

function estimated(numbers: ReportNumbers, claim: ClaimReport, estimate: Estimate, id: string): Markup {
  return markup`<p class="counts">${counts(numbers, estimate)}, the rate between ${numbers.show(estimate.interval, 'lower', 'percentAtLeast')} and ${numbers.show(estimate.interval, 'upper', 'percentAtMost')} at confidence ${numbers.show(estimate, 'alpha', 'confidence')}.${roundingOnly(numbers, estimate)}</p><div class="figures">${intervalBar(numbers, estimate, claim, `${id}-interval`)}${margins(numbers, claim, estimate.spreads, id)}</div>${strata(numbers, estimate)}`;
}

function measured(numbers: ReportNumbers, claim: ClaimReport, measurement: Measurement, id: string): Markup {
  return markup`<p class="counts">${counts(numbers, measurement)}.${roundingOnly(numbers, measurement)}</p><div class="figures">${margins(numbers, claim, measurement.spreads, id)}</div>${strata(numbers, measurement)}`;
}

function margins(numbers: ReportNumbers, { thresholds }: ClaimReport, spreads: readonly Spread[], id: string): Markup | null {
  return spreads.length === 0 ? null : marginsStrip(numbers, spreads, thresholds, `${id}-margins`);
}

function counts(numbers: ReportNumbers, measurement: Measurement): Markup {
  const rejected =
    measurement.rejected === 0 ? null : markup` (${numbers.show(measurement, 'rejected', 'count')} more broke an assumption)`;
  return markup`<b>${numbers.show(measurement, 'violations', 'count')}</b> violations in <b>${numbers.show(measurement, 'cases', 'count')}</b> cases${rejected}`;
}

function roundingOnly(numbers: ReportNumbers, measurement: Measurement): Markup | null {
  return measurement.roundingOnly === 0
    ? null
    : markup` ${numbers.show(measurement, 'roundingOnly', 'count')} more failed by no more than rounding, and not where they were evaluated exactly.`;
}

function strata(numbers: ReportNumbers, { strata: groups }: Measurement): Markup | null {
  if (groups.length < 2) return null;
  const title = 'By kind of case';
  return markup`<details class="more"><summary>${title}</summary>${dataTable(title, [
    { heading: 'kind', cells: groups.map(({ name }) => short(name)) },
    numberColumn(numbers, 'violations', groups, 'violations', 'count'),
    numberColumn(numbers, 'cases', groups, 'cases', 'count'),
  ])}</details>`;
}

function hunted(numbers: ReportNumbers, hunt: Hunt): Markup {
  const parts = hunt.factors.map((part) => {
    const { redrawn } = part;
    return redrawn === 0
      ? markup`<li>${part.factor}: no redraw met the assumptions</li>`
      : markup`<li>${part.factor}: ${numbers.show(part, 'failing', 'count')} of ${numbers.show(part, 'redrawn', 'count')} still fail (${numbers.show(part.interval, 'lower', 'percentAtLeast')} … ${numbers.show(part.interval, 'upper', 'percentAtMost')})</li>`;
  });
  return markup`<p class="counts">Hunt: ${hunt.found === null ? 'no violation in' : 'a violation in'} ${numbers.show(hunt, 'cases', 'count')} biased case${hunt.cases === 1 ? null : 's'}${
    hunt.found === null
      ? null
      : markup`, shrunk in ${numbers.show(hunt, 'shrinks', 'count')} step${hunt.shrinks === 1 ? null : 's'}`
  }.</p>${parts.length === 0 ? null : markup`<p class="counts">With one part of the case drawn anew and the rest as it was:</p><ul class="parts">${parts}</ul>`}`;
}

function interrupted(numbers: ReportNumbers, verdict: Extract<Verdict, { by: 'interruption' }>): Markup {
  const rate =
    verdict.interval === null
      ? null
      : markup`, the rate so far between ${numbers.show(verdict.interval, 'lower', 'percentAtLeast')} and ${numbers.show(verdict.interval, 'upper', 'percentAtMost')}`;
  return markup`<p class="counts">${verdict.violations === null ? null : markup`${numbers.show(verdict, 'violations', 'count')} violations in `}${numbers.show(verdict, 'cases', 'count')} cases${rate}.</p>`;
}

/** n* over N, the claim's series and its controls' side by side. */
function growth(numbers: ReportNumbers, claim: ClaimReport, { beside }: ClaimPlace, id: string): Markup | null {
  if (!('scaling' in claim.verdict)) return null;
  return markup`<div class="figures">${[claim, ...beside].flatMap(({ id: owner, verdict }) =>
    'scaling' in verdict
      ? verdict.scaling.series.map(
          (series, i) =>
            markup`<div class="stack">${scalingPlot(numbers, series, { id: idOf(id, 'growth', owner, i), control: owner === claim.id ? null : owner })}${residualPlot(numbers, series, idOf(id, 'residuals', owner, i))}</div>`,
        )
      : [],
  )}</div>`;
}

function previews(numbers: ReportNumbers, { previews: { bands, example } }: ClaimReport, id: string): Markup | null {
  if (bands === null && example === null) return null;
  const attention = example?.attention ?? null;
  const of = example === null ? '' : `An example: ${short(example.description, 160)}`;
  return markup`<div class="figures">${
    attention === null
      ? null
      : (['relation', 'answer'] as const).map((row) =>
          isStill(attention)
            ? attentionBars(numbers, { attention, prompt: example?.prompt ?? null }, row, `${id}-example-${row}`, of)
            : attentionHeatmap(numbers, attention, row, { id: `${id}-example-${row}`, of }),
        )
  }${bands !== null ? bandFigures(numbers, bands, example, `${id}-band`) : example === null ? null : curveFigures(numbers, curvesOf(example), `${id}-curve`)}</div>${example === null ? null : markup`<details class="more"><summary>${example.prompt === null ? 'The table of an example' : 'The example’s prompt and table'}</summary>${example.prompt === null ? null : promptInWords(example.prompt)}${factList(numbers, example)}</details>`}`;
}

/** How much attention must move for a picture of its way to show it. */
const VISIBLE = 0.02;

/** True of given rows, which are not trained, and of a step or two that no shade tells. */
function isStill({ relation, answer }: NonNullable<NonNullable<ClaimReport['previews']['example']>['attention']>): boolean {
  return [relation, answer].every(({ shares }) =>
    (shares.at(-1) ?? []).every((share, i) => Math.abs(share - shares[0][i]) < VISIBLE),
  );
}

function cards(numbers: ReportNumbers, claim: ClaimReport, given: boolean, id: string): Child {
  const { verdict, previews: kept } = claim;
  if (verdict.word === 'ERROR') {
    return verdict.case === null
      ? null
      : markup`<div class="card against">${replayLine(replayOf(claim, given, 'error'), `${id}-error`)}</div>`;
  }
  const [first, ...others] = foundCases(verdict);
  if (first === undefined) return null;
  const card = (found: typeof first, i: number) =>
    counterexampleCard(numbers, found, {
      claim,
      given,
      illustration: i === 0 ? kept.counterexample : null,
      id: idOf(id, 'case', i),
      level: 4,
    });
  return [
    card(first, 0),
    others.length === 0
      ? null
      : markup`<details class="more"><summary>${others.length === 1 ? 'One more case' : `${String(others.length)} more cases`}</summary>${others.map((found, i) => card(found, i + 1))}</details>`,
  ];
}

/** The controls of a claim that are drawn beside it. */
export function besideOf({ claims }: Pick<Report, 'claims'>, claim: ClaimReport): ClaimReport[] {
  return 'scaling' in claim.verdict
    ? claims.filter(({ control, verdict }) => control?.of === claim.id && 'scaling' in verdict)
    : [];
}

import { seriesName } from '../../../properties/cases/size-case.js';
import {
  mostSamples,
  SAMPLE_CRITERION,
  type ScalingSeriesDomain,
  type ScalingTables,
} from '../../../spec/domains/scaling-domain.js';
import { figure } from '../../report/words/numbers.js';
import type { ScalingSeries } from '../../verify/evidence.js';
import { selectLaw, type FittedLaw } from '../../verify/statistics/scaling-fit.js';
import type { Verdict } from '../../verify/verdict.js';
import { outcomeOf, SUBJECT_OF } from '../run/sweep-words.js';
import { seriesIn, shapeFacts, type Sweep, type SweptSeries } from '../run/swept-series.js';
import { drawingStyle } from './drawing-style.js';
import { sparkline } from './sparkline.js';
import { columns } from './text.js';

/** A sweep in the lines that a terminal shows: n* by size, then the laws of every series. */
export function sweepText({ learner, seed, swept }: Sweep): string[] {
  const { accuracy, fresh, tolerance, cases, within } = SAMPLE_CRITERION;
  return [
    `n*: the least number of prompts with which at least ${100 * (1 - tolerance)} % of draws reach accuracy ${accuracy} on ${fresh} fresh prompts`,
    `${SUBJECT_OF[learner]}; at most ${cases} draws for an n; seed ${seed}`,
    ...[...new Set(swept.map(({ domain }) => domain.tables))].flatMap((tables) => [
      '',
      ...pointLines(
        tables,
        swept.filter(({ domain }) => domain.tables === tables),
      ),
    ]),
    ...(swept.some(({ verdict }) => (seriesIn(verdict)?.points ?? []).some(isOpen))
      ? [
          '',
          `~: its draws or the search, within a factor ${within}, ended before n* was certain, and fits take it as it is; --json has the range that it lies in, which may be open above`,
        ]
      : []),
    ...swept.flatMap(({ domain, verdict }) => ['', ...fitLines(domain, verdict)]),
  ];
}

/** n* by size, a column for each series of a family. */
function pointLines(tables: ScalingTables, swept: readonly SweptSeries[]): string[] {
  const sizes = [...new Set(swept.flatMap(({ domain }) => domain.bits))].toSorted((one, other) => one - other);
  return [
    `${tables} tables`,
    ...columns(
      [
        ['  N', 'S', 'R', ...swept.map(({ domain }) => `n*, k = ${domain.pairs}`)],
        ...sizes.map((bits) => {
          const { subjects, relations } = shapeFacts(bits);
          return [`  2^${bits}`, `${subjects}`, `${relations}`, ...swept.map((each) => cellOf(each, bits))];
        }),
        ['  log n*', '', '', ...swept.map(growthLine)],
      ],
      [0],
    ),
  ];
}

type Point = ScalingSeries['points'][number];

/** True if n* is not certain: other numbers may be the least too. */
function isOpen({ value, range }: Point): boolean {
  return range !== undefined && value !== null && (range.least !== value || range.most !== value);
}

function cellOf({ domain, verdict }: SweptSeries, bits: number): string {
  const point = seriesIn(verdict)?.points[domain.bits.indexOf(bits)];
  if (point === undefined) return '';
  return point.value === null ? `none to ${mostSamples(bits)}` : `${isOpen(point) ? '~' : ''}${point.value}`;
}

/** ln n* over ln N, from 1 to the largest of the series. */
function growthLine({ verdict }: SweptSeries): string {
  const logs = (seriesIn(verdict)?.points ?? []).map(({ value }) => (value === null ? null : Math.log(value)));
  return sparkline(logs, drawingStyle(process.stdout), { least: 0, most: Math.max(Math.log(2), ...logs.map((log) => log ?? 0)) });
}

/** How well the rival laws fit, and the decision. */
function fitLines(domain: ScalingSeriesDomain, verdict: Verdict): string[] {
  const found = seriesIn(verdict);
  const outcome = `${seriesName(domain)}: ${outcomeOf(verdict)}`;
  if (found === null || found.fit.kind === 'not identifiable') return [outcome];
  const { laws, heldOutFrom } = found.fit;
  const chosen = selectLaw(found.fit);
  return [
    outcome,
    ...columns(
      [
        ['  law', 'fit', `error from 2^${Math.log2(heldOutFrom)} on, held out`, ''],
        ...laws.map((law) => [`  ${law.law}`, formulaOf(law), law.heldOutError.toFixed(3), law === chosen ? 'chosen' : '']),
      ],
      [0, 1, 3],
    ),
  ];
}

function formulaOf({ law, scale, exponent }: FittedLaw): string {
  const power = Number(exponent.toFixed(3));
  switch (law) {
    case 'constant':
      return `n* = ${figure(scale)}`;
    case 'polylogarithm':
      return `n* = ${figure(scale)} (ln N)^${power}`;
    case 'power':
      return `n* = ${figure(scale)} N^${power}`;
  }
}

import { figure, percent, percentAtLeast, percentAtMost } from './numbers.js';
import type { ClaimReport } from '../data/claim-schema.js';
import type { TableReport } from '../data/schema.js';

/** A verdict's evidence in one line, for terminals and tables. */
export function evidenceLine({ verdict, tolerance }: ClaimReport): string {
  if ('scaling' in verdict) return scalingLine(verdict.scaling);
  switch (verdict.word) {
    case 'HOLDS':
      switch (verdict.by) {
        case 'enumeration':
          return `all ${verdict.enumeration.cases} cases of a finite domain`;
        case 'witness':
          return `a witness among ${casesOf(verdict.searched)}: ${verdict.witness.description}`;
        case 'estimate':
          return `${countOf(verdict.estimate)}, rate < ${percentAtMost(verdict.estimate.interval.upper)} (tolerance ${percent(tolerance)})`;
      }
    // falls through: every way to hold has returned
    case 'REFUTED':
      switch (verdict.by) {
        case 'enumeration':
          return `no witness among the whole finite domain of ${casesOf(verdict.enumeration.cases)}`;
        case 'rate':
          return `${countOf(verdict.estimate)}, rate > ${percentAtLeast(verdict.estimate.interval.lower)} (tolerance ${percent(tolerance)})`;
        case 'counterexample':
          return refutation(verdict);
      }
    // falls through: every way to be refuted has returned
    case 'INCONCLUSIVE':
      switch (verdict.by) {
        case 'search':
          return `no witness among ${casesOf(verdict.searched)}`;
        case 'interruption':
          return interruptionLine(verdict);
        case 'estimate':
          return `${countOf(verdict.estimate)}; about ${verdict.needed ?? 'no number of'} cases would decide`;
      }
    // falls through: every way to be undecided has returned
    case 'VACUOUS':
      return `${verdict.accepted} of ${verdict.drawn} drawn cases met the assumptions`;
    case 'NOT APPLICABLE':
      return `assumes ${[...new Set(verdict.unmet.map(({ assumption }) => assumption))].join(', ')}${exploratoryPart(verdict.exploratory)}`;
    case 'SKIPPED':
      return verdict.by === 'budget' ? `decided from the ${verdict.least} budget on` : 'not among the claims that were asked for';
    case 'UNSTABLE':
      return `the same case failed once and then in ${verdict.failed} of ${verdict.replays} replays`;
    case 'ERROR':
      return verdict.message;
  }
}

/** How a quantity grew, series by series; of many that grow no faster than polylogarithmically, together. */
function scalingLine({ series }: { series: readonly ScalingSeriesReport[] }): string {
  const tame = series.filter(({ decision }) => decision === 'polylogarithmic');
  if (tame.length < 4) return series.map((each) => `${each.name}: ${growthOf(each)}`).join('; ');
  const others = series.filter(({ decision }) => decision !== 'polylogarithmic');
  return [togetherOf(tame), ...others.map((each) => `${each.name}: ${growthOf(each)}`)].join('; ');
}

/** Several series in a few words: what the exponents of all of them lie in. */
function togetherOf(series: readonly ScalingSeriesReport[]): string {
  const exponents = series.flatMap(({ fit }) => (fit.kind === 'fitted' ? [fit.exponent] : []));
  const lower = Math.min(...exponents.map((each) => each.lower));
  const upper = Math.max(...exponents.map((each) => each.upper));
  const points = series.flatMap((each) => each.points);
  const none = points.filter(({ value }) => value === null).length;
  const beside = none === 0 ? '' : `, none at ${none} of ${points.length} sizes`;
  const least = Math.min(...points.map(({ size }) => size));
  const most = Math.max(...points.map(({ size }) => size));
  return `${series.length} series grow as N^e with e in ${figure(lower)} … ${figure(upper)} from N = ${figure(least)} to ${figure(most)}${beside}`;
}

/** One series of a scaling claim. */
export type ScalingSeriesReport = Extract<ClaimReport['verdict'], { by: 'fit' }>['scaling']['series'][number];

/** A series in a few words: the exponent of N, or what is missing to tell it. */
export function growthOf({ points, fit }: ScalingSeriesReport): string {
  const none = points.filter(({ value }) => value === null).length;
  const beside = none === 0 ? '' : `, none at ${none} of ${points.length} sizes`;
  if (fit.kind === 'not identifiable') return `${fit.missing}${beside}`;
  return `as N^e with e in ${figure(fit.exponent.lower)} … ${figure(fit.exponent.upper)} over ${points.length} sizes${beside}`;
}

/** What a claim was at when the run was stopped. */
function interruptionLine({ cases, violations, interval }: Extract<ClaimReport['verdict'], { by: 'interruption' }>): string {
  if (violations === null || cases === 0) return `stopped after ${casesOf(cases)}`;
  const range = interval === null ? '' : `, rate in ${percentAtLeast(interval.lower)} … ${percentAtMost(interval.upper)} so far`;
  return `stopped: ${countOf({ cases, violations })}${range}`;
}

function casesOf(cases: number): string {
  return `${cases} case${cases === 1 ? '' : 's'}`;
}

function refutation({ counterexample, estimate, enumeration }: Extract<ClaimReport['verdict'], { by: 'counterexample' }>): string {
  const counts = estimate ?? enumeration;
  const share = counts === null ? '' : `${countOf(counts)}; `;
  return `${share}in the ${estimate === null ? 'worst' : 'smallest'} ${missOf(counterexample)}`;
}

/** By how much a counterexample fails; a margin of a rounding's size is a tie, which the tolerance counts as a failure. */
export function missOf({ conclusion }: { conclusion: { quantity: string; margin: number } }): string {
  const miss = -conclusion.margin;
  return miss < TIE ? `the ${conclusion.quantity} is a tie, which fails` : `the ${conclusion.quantity} misses by ${figure(miss)}`;
}

/** Tie tolerances are 10⁻⁹ of the largest logit, which is below 1,000 wherever claims are drawn. */
const TIE = 1e-6;

function countOf({ violations, cases, roundingOnly = 0 }: { violations: number; cases: number; roundingOnly?: number }): string {
  const rounded = roundingOnly === 0 ? '' : ` (${roundingOnly} more by rounding alone)`;
  return `${violations} of ${cases} cases violate it${rounded}`;
}

function exploratoryPart(exploratory: { violations: number; cases: number } | null): string {
  return exploratory === null ? '' : `; exploratory: broken in ${exploratory.violations} of ${exploratory.cases} cases`;
}

/** What answers of their own say of relations, in one line. */
export function exclusiveLine({
  exclusiveAnswers,
  answers,
  relations,
}: Pick<TableReport, 'exclusiveAnswers' | 'answers' | 'relations'>): string {
  const betrays = exclusiveAnswers > 0 && relations > 1 ? ': such an answer betrays the relation by itself' : '';
  return `${exclusiveAnswers} of ${answers} answers are used by one relation only${betrays}`;
}

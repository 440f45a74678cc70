import type { Verdict } from '../../verify/verdict.js';
import type { ClaimReport } from '../data/claim-schema.js';
import { missOf } from './case-words.js';
import { percent, percentAtLeast, percentAtMost, plural } from './numbers.js';
import { scalingLine } from './scaling-words.js';

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

/** What a claim was at when the run was stopped. */
function interruptionLine({ cases, violations, interval }: Extract<Verdict, { by: 'interruption' }>): string {
  if (violations === null || cases === 0) return `stopped after ${casesOf(cases)}`;
  const range = interval === null ? '' : `, rate in ${percentAtLeast(interval.lower)} … ${percentAtMost(interval.upper)} so far`;
  return `stopped: ${countOf({ cases, violations })}${range}`;
}

function casesOf(cases: number): string {
  return `${cases} ${plural(cases, 'case')}`;
}

function refutation({ counterexample, estimate, enumeration }: Extract<Verdict, { by: 'counterexample' }>): string {
  const counts = estimate ?? enumeration;
  const share = counts === null ? '' : `${countOf(counts)}; `;
  return `${share}in the ${estimate === null ? 'worst' : 'smallest'} ${missOf(counterexample)}`;
}

function countOf({ violations, cases, roundingOnly = 0 }: { violations: number; cases: number; roundingOnly?: number }): string {
  const rounded = roundingOnly === 0 ? '' : ` (${roundingOnly} more by rounding alone)`;
  return `${violations} of ${cases} cases violate it${rounded}`;
}

function exploratoryPart(exploratory: { violations: number; cases: number } | null): string {
  return exploratory === null ? '' : `; exploratory: broken in ${exploratory.violations} of ${exploratory.cases} cases`;
}

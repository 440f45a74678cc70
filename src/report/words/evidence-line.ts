import type { Verdict } from '../../verify/verdict.js';
import type { ClaimReport } from '../data/claim-schema.js';
import { BROKEN } from './assumption-words.js';
import { missOf } from './case-words.js';
import { percent, percentAtLeast, percentAtMost, plural } from './numbers.js';
import { scalingLine } from './scaling-words.js';
import { fromBudget } from './skipped-words.js';

/** A verdict's evidence in one line, for terminals and tables. */
export function evidenceLine({ verdict, tolerance }: ClaimReport): string {
  if ('scaling' in verdict) return scalingLine(verdict.scaling);
  switch (verdict.word) {
    case 'HOLDS':
      switch (verdict.by) {
        case 'enumeration':
          return `all ${casesOf(verdict.enumeration.cases)} of a finite domain`;
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
          return `${countOf(verdict.estimate)}; ${verdict.needed === null ? 'no number of cases' : `about ${verdict.needed} cases`} would decide`;
      }
    // falls through: every way to be undecided has returned
    case 'VACUOUS':
      return `${verdict.accepted} of ${verdict.drawn} drawn ${plural(verdict.drawn, 'case')} met the assumptions`;
    case 'NOT APPLICABLE':
      return `${BROKEN}: ${[...new Set(verdict.unmet.map(({ assumption }) => assumption))].join(', ')}${exploratoryPart(verdict.exploratory)}`;
    case 'SKIPPED':
      return verdict.by === 'budget' ? fromBudget(verdict.least) : 'not among the claims that were asked for';
    case 'UNSTABLE':
      return `a case failed once, but then in ${verdict.failed} of ${verdict.replays} replays`;
    case 'ERROR':
      return verdict.message;
  }
}

/** The counts so far of a claim whose run was stopped. */
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
  return `${violations} of ${casesOf(cases)} ${violations === 1 ? 'violates' : 'violate'} it${rounded}`;
}

function exploratoryPart(exploratory: { violations: number; cases: number } | null): string {
  if (exploratory === null) return '';
  const { violations, cases } = exploratory;
  return `; exploratory: ${countOf({ violations, cases })}`;
}

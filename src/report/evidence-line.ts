import { figure, percent, percentAtLeast, percentAtMost } from './numbers.js';
import type { ClaimReport, TableReport } from './schema.js';

/** A verdict's evidence in one line, for terminals and tables. */
export function evidenceLine({ verdict, tolerance }: ClaimReport): string {
  switch (verdict.word) {
    case 'HOLDS':
      return verdict.by === 'enumeration'
        ? `all ${verdict.enumeration.cases} cases of a finite domain`
        : `${rateOf(verdict.estimate)} ≤ ${percentAtMost(verdict.estimate.interval.upper)} (tolerance ${percent(tolerance)})`;
    case 'REFUTED':
      return verdict.by === 'rate'
        ? `${rateOf(verdict.estimate)} ≥ ${percentAtLeast(verdict.estimate.interval.lower)} (tolerance ${percent(tolerance)})`
        : `${verdict.counterexample.conclusion.quantity} misses by ${figure(-verdict.counterexample.conclusion.margin)}`;
    case 'INCONCLUSIVE':
      return `${rateOf(verdict.estimate)}; about ${verdict.needed ?? 'no number of'} cases would decide`;
    case 'VACUOUS':
      return `${verdict.accepted} of ${verdict.drawn} drawn cases met the assumptions`;
    case 'NOT APPLICABLE':
      return `assumes ${[...new Set(verdict.breaches.map(({ assumption }) => assumption))].join(', ')}${exploratoryPart(verdict.exploratory)}`;
    case 'UNSTABLE':
      return `the same case failed in ${verdict.failed} of ${verdict.replays} replays`;
    case 'ERROR':
      return verdict.message;
  }
}

function rateOf({ violations, cases }: { violations: number; cases: number }): string {
  return `${violations} of ${cases} cases violate it, rate`;
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

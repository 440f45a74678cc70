import { figure, percent } from './numbers.js';
import type { ClaimReport } from './schema.js';

/** A verdict's evidence in one line, for terminals and tables. */
export function evidenceLine({ verdict, tolerance }: ClaimReport): string {
  switch (verdict.word) {
    case 'HOLDS':
      return verdict.by === 'enumeration'
        ? `all ${verdict.enumeration.cases} cases of a finite domain`
        : `${rateOf(verdict.estimate)} ≤ ${percent(verdict.estimate.interval.upper)} (tolerance ${percent(tolerance)})`;
    case 'REFUTED':
      return verdict.by === 'rate'
        ? `${rateOf(verdict.estimate)} ≥ ${percent(verdict.estimate.interval.lower)} (tolerance ${percent(tolerance)})`
        : `${verdict.counterexample.conclusion.quantity} misses by ${figure(-verdict.counterexample.conclusion.margin)}`;
    case 'INCONCLUSIVE':
      return `${rateOf(verdict.estimate)}; about ${verdict.needed ?? 'no number of'} cases would decide`;
    case 'VACUOUS':
      return `${verdict.accepted} of ${verdict.drawn} drawn cases met the assumptions`;
    case 'NOT APPLICABLE':
      return `assumes ${[...new Set(verdict.breaches.map(({ assumption }) => assumption))].join(', ')}`;
    case 'UNSTABLE':
      return `the same case failed in ${verdict.failed} of ${verdict.replays} replays`;
    case 'ERROR':
      return verdict.message;
  }
}

function rateOf({ violations, cases }: { violations: number; cases: number }): string {
  return `${violations} of ${cases} cases violate it, rate`;
}

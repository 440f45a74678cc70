import { SequentialTest, Watch, type Decision } from './sequential-test.js';

/** The result of looking at one n. */
export interface Look {
  readonly n: number;
  readonly cases: number;
  readonly failures: number;
  /**
   * n passes when this is 'below'. When it is null the draws ended first, and n passes if the share of failures is at most the
   * tolerance.
   */
  readonly decision: Decision;
}

/** The range in which a searched value lies. */
export interface ValueRange {
  readonly least: number;
  /** Null when there is no upper bound. */
  readonly most: number | null;
}

/** The result of a search for the least n that passes. */
export interface LeastPassing {
  /** The least n; null when none passes up to the limit. */
  readonly value: number | null;
  readonly looks: readonly Look[];
  /**
   * The range of the least n by decided looks only. It is wrong with a chance of at most α, if a larger n never fails more often.
   */
  readonly range: ValueRange;
}

/** Options of `leastPassing`. */
export interface LeastPassingConfig {
  /** τ, the rate of failures below which n passes. */
  readonly tolerance: number;
  /** The largest chance that any look of the search is wrong. */
  readonly alpha: number;
  /** The largest n to try. */
  readonly most: number;
  /** The largest number of draws for one n. */
  readonly cases: number;
  /** The search ends when the largest n that fails and the least that passes are within this factor; 1 for the exact least n. */
  readonly within: number;
}

/**
 * Searches for the least n at which the failure rate of draws is below τ. It doubles n until it passes and then bisects, on the
 * assumption that a smaller n never fails less often. The i-th look spends α / (i (i + 1)) of the error, which sums to α, and ends
 * as soon as its own confidence sequence decides.
 *
 * @param passes - whether the draw with an index passes at n
 */
export function leastPassing(
  passes: (n: number, index: number) => boolean,
  { tolerance, alpha, most, cases, within }: LeastPassingConfig,
): LeastPassing {
  const looks: Look[] = [];
  const isEnough = (n: number): boolean => {
    const spent = (looks.length + 1) * (looks.length + 2);
    const watch = new Watch(new SequentialTest(tolerance, alpha / spent));
    while (watch.decided === null && watch.cases < cases) watch.add(!passes(n, watch.cases));
    const { cases: drawn, violations: failures, decided: decision } = watch;
    looks.push({ n, cases: drawn, failures, decision });
    return decision === null ? failures <= tolerance * drawn : decision === 'below';
  };
  let enough = 1;
  let tooFew = 0;
  while (!isEnough(enough)) {
    tooFew = enough;
    if (enough === most) return found(null, looks);
    enough = Math.min(most, 2 * enough);
  }
  while (enough - tooFew > 1 && enough > within * tooFew) {
    const middle = Math.floor((enough + tooFew) / 2);
    if (isEnough(middle)) enough = middle;
    else tooFew = middle;
  }
  return found(enough, looks);
}

function found(value: number | null, looks: readonly Look[]): LeastPassing {
  const decided = (as: Decision) => looks.filter(({ decision }) => decision === as).map(({ n }) => n);
  const passing = decided('below');
  return {
    value,
    looks,
    // With a chance of 1 − α all decided looks are right: the least n is above all that fail, and not above any that passes.
    range: { least: Math.max(0, ...decided('above')) + 1, most: passing.length === 0 ? null : Math.min(...passing) },
  };
}

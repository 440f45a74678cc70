import { SequentialTest, Watch, type Decision } from './sequential-test.js';

/** What was seen of one number n. */
export interface Look {
  readonly n: number;
  readonly cases: number;
  readonly failures: number;
  /** Below: n passes. Null where the draws ended first; then it passes where its failures are no more than the tolerance. */
  readonly decision: Decision;
}

/** What a searched value lies in. */
export interface ValueRange {
  readonly least: number;
  /** Null where nothing bounds it. */
  readonly most: number | null;
}

/** The least n that passes. */
export interface LeastPassing {
  /** Null where none does, up to the most that was asked for. */
  readonly value: number | null;
  readonly looks: readonly Look[];
  /** Where the least lies, whatever was undecided: wrong with a chance of at most α, as far as more never passes less. */
  readonly range: ValueRange;
}

/** What a search needs. */
export interface LeastPassingConfig {
  /** The rate of failures that still passes, τ. */
  readonly tolerance: number;
  /** The chance that any look of the search is wrong, at most. */
  readonly alpha: number;
  /** The largest n to try. */
  readonly most: number;
  /** Draws for one n, at most. */
  readonly cases: number;
  /** The search ends when the last n that fails is within this factor of the first that passes; 1 for the very least. */
  readonly within: number;
}

/**
 * Searches the least n at which draws fail with a rate below τ, doubling n until it passes and then halving what lies between: draws that fail
 * at n are taken to fail no less at fewer. The i-th look spends α / (i (i + 1)) of the error, which sums to α, and ends as soon as its own
 * confidence sequence has decided.
 *
 * @param passes - the draw of an index at n
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
    // Every decided look is right with a chance of 1 − α: the least lies above all that fail, and no higher than any that passes.
    range: { least: Math.max(0, ...decided('above')) + 1, most: passing.length === 0 ? null : Math.min(...passing) },
  };
}

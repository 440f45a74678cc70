import { betaLowerQuantile, betaUpperQuantile } from '../beta.js';

/** An interval for a probability. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/**
 * The exact two-sided interval of Clopper and Pearson (Biometrika 26, 1934) for a binomial probability, with α/2 in each tail.
 * It is valid only for a number of cases that was fixed beforehand.
 *
 * @param cases - n
 * @param violations - k ≤ n
 * @param alpha - the largest chance that the interval misses the probability
 * @throws RangeError unless 0 ≤ k ≤ n are whole numbers
 */
export function clopperPearson(cases: number, violations: number, alpha: number): Interval {
  if (!(Number.isInteger(cases) && Number.isInteger(violations) && 0 <= violations && violations <= cases)) {
    throw new RangeError(`Clopper–Pearson needs whole numbers 0 ≤ k ≤ n, not k = ${violations}, n = ${cases}`);
  }
  const tail = alpha / 2;
  if (cases === 0) return { lower: 0, upper: 1 };
  return {
    // For k = 0 or k = n one tail is a power, (1 − p)^n or p^n, and the limit has a closed form.
    lower:
      violations === 0
        ? 0
        : violations === cases
          ? Math.exp(Math.log(tail) / cases)
          : betaLowerQuantile(tail, violations, cases - violations + 1),
    upper:
      violations === cases
        ? 1
        : violations === 0
          ? -Math.expm1(Math.log(tail) / cases)
          : betaUpperQuantile(tail, violations + 1, cases - violations),
  };
}

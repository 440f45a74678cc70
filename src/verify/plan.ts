import type { BudgetName, Claim } from './claim.js';
import { clopperPearson } from './statistics/clopper-pearson.js';

/** The chance that the suite gives any false verdict, split evenly over the claims it decides (Bonferroni). */
export const SUITE_ALPHA = 0.05;

/** What a claim gets to be decided with, fixed before the first case is drawn. */
export interface Plan {
  /** Accepted cases of the estimate. */
  readonly cases: number;
  /** Biased cases of the hunt. */
  readonly hunted: number;
  /** The claim's share of the suite's α. */
  readonly alpha: number;
  readonly tolerance: number;
}

/** Violations among the planned cases at which a claim of this kind can still be found to hold. */
const SPARE_VIOLATIONS: Readonly<Record<BudgetName, number>> = { quick: 2, standard: 4, thorough: 8 };

/** A claim that is expected to fail is decided by violations, not by their absence: most cases of a broken model should fail. */
const REFUTED_CASES: Readonly<Record<BudgetName, number>> = { quick: 20, standard: 60, thorough: 200 };

/** Cases of the hunt. */
const HUNTED: Readonly<Record<BudgetName, number>> = { quick: 40, standard: 300, thorough: 2000 };

/** Both where a case takes a second. */
const HEAVY = {
  refuted: { quick: 10, standard: 30, thorough: 100 },
  hunted: { quick: 5, standard: 20, thorough: 100 },
} as const satisfies Record<string, Readonly<Record<BudgetName, number>>>;

/** Deviations of the number of violations that a plan leaves room for where their rate is known: one run in about 700 has more. */
const SPARE_DEVIATIONS = 3;

/**
 * Plans a claim: the least number of cases whose Clopper–Pearson upper end lies below the tolerance with no violation (universal
 * claims) or with as many as may be expected (rate claims); for what is expected to be refuted a fixed number, or more where its violations
 * are known not to be in every case.
 *
 * @param claims - how many claims the run may decide: they share α
 */
export function planOf(claim: Claim, budget: BudgetName, claims: number): Plan {
  const alpha = SUITE_ALPHA / claims;
  const tolerance = claim.tolerance[budget];
  const { kind, expected, heavy } = claim;
  const rate = claim.measuredRate ?? (expected === 'HOLDS' ? 0 : 1);
  const deviations = (cases: number) => SPARE_DEVIATIONS * Math.sqrt(cases * rate * (1 - rate));
  const most = (cases: number) =>
    kind === 'universal' ? 0 : Math.max(SPARE_VIOLATIONS[budget], Math.ceil(rate * cases + deviations(cases)));
  const least = (cases: number) => Math.max(0, Math.floor(rate * cases - deviations(cases)));
  const cases =
    expected === 'HOLDS'
      ? casesToHold(tolerance, alpha, most)
      : Math.max(heavy === true ? HEAVY.refuted[budget] : REFUTED_CASES[budget], casesToRefute(tolerance, alpha, least));
  return { cases, hunted: (heavy === true ? HEAVY.hunted : HUNTED)[budget], alpha, tolerance };
}

/** The least n at which as many violations as one has to reckon with leave the upper end of the interval below the tolerance. */
export function casesToHold(tolerance: number, alpha: number, most: (cases: number) => number): number {
  return leastCases((cases) => {
    const violations = most(cases);
    return cases >= violations && clopperPearson(cases, violations, alpha).upper < tolerance;
  });
}

/** The least n at which as few violations as one has to reckon with leave the lower end of the interval above the tolerance. */
function casesToRefute(tolerance: number, alpha: number, least: (cases: number) => number): number {
  return leastCases((cases) => clopperPearson(cases, least(cases), alpha).lower > tolerance);
}

/**
 * About how many cases decide a claim whose violations keep the rate seen so far: the least n whose interval lies wholly on one side
 * of the tolerance. Null where the rate is the tolerance itself, to within 10⁷ cases.
 */
export function casesToDecide(rate: number, tolerance: number, alpha: number): number | null {
  if (rate === tolerance) return null;
  const cases = leastCases((n) => {
    const { lower, upper } = clopperPearson(n, Math.round(rate * n), alpha);
    return rate < tolerance ? upper < tolerance : lower > tolerance;
  });
  return cases > MOST_CASES ? null : cases;
}

const MOST_CASES = 1e7;

/** Doubles until the condition holds, then bisects; past MOST_CASES it gives up with a larger number. */
function leastCases(enough: (cases: number) => boolean): number {
  let high = 1;
  while (high <= MOST_CASES && !enough(high)) high *= 2;
  if (high > MOST_CASES) return high;
  let low = high / 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

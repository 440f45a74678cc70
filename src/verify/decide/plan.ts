import type { BudgetName, Claim } from '../claim.js';
import type { Variant } from '../variant.js';
import type { Counts } from '../statistics/intervals/confidence-sequence.js';
import { SequentialTest } from '../statistics/sequential-test.js';

/**
 * The chance that some interval of the suite's verdicts misses its true rate. It is split evenly over the decided claims
 * (Bonferroni).
 */
export const SUITE_ALPHA = 0.05;

/** How much evidence a claim gets at most. It is fixed before the first case is drawn. */
export interface Plan {
  /** The largest number of accepted cases of the estimate. */
  readonly cases: number;
  /** The number of accepted cases that are evaluated even if fewer decide, so that rates and margins can be shown. */
  readonly least: number;
  /** The number of biased cases of the hunt. */
  readonly hunted: number;
  /** True when the estimate ends at the first violation: in cells of universal claims, whose rate nobody needs. */
  readonly first?: true;
  /** False when only the minimal counterexample is needed, and not a severe one as well. */
  readonly severe?: false;
  /** The number of redrawn cases for each factor of the minimal counterexample. */
  readonly redraws: number;
  /** The claim's share of the suite's α. */
  readonly alpha: number;
  readonly tolerance: number;
}

/** The true violation rates that a plan decides with a chance of at least POWER. */
export interface Reach {
  /**
   * True rates up to this one are found to be below the tolerance. Null when not even 0 is, and for a universal claim: it holds
   * only if neither the estimate nor the hunt finds a violation, and the hunt's cases follow no rate.
   */
  readonly holds: number | null;
  /**
   * True rates from this one on are found to be above the tolerance or, for a universal claim, violate at least one case of the
   * estimate. Null when none is.
   */
  readonly refutes: number | null;
}

/** The chance with which a plan must decide the rates that it is made for. */
export const POWER = 0.95;

/** The chance with which a plan must decide a claim that holds: such a claim should hardly ever stay undecided. */
const POWER_TO_HOLD = 0.99;

/** The true rate up to which a plan finds that a claim holds, as a fraction of the tolerance. */
const HOLDING_RATE = 1 / 5;

/** The true rate from which on a plan refutes a claim, as a multiple of the tolerance; null when the budget does not promise it. */
const REFUTED_RATE: Readonly<Record<BudgetName, number | null>> = { quick: null, standard: 2, thorough: 1.5 };

/** The least number of cases, so that rates and margins can be shown. */
const SHOWN: Readonly<Record<BudgetName, number>> = { quick: 20, standard: 60, thorough: 200 };

/** The number of draws that are searched for a witness, besides the cases of the hunt. */
const SEARCHED: Readonly<Record<BudgetName, number>> = { quick: 200, standard: 2000, thorough: 20_000 };

/** The number of cases of the hunt. */
const HUNTED: Readonly<Record<BudgetName, number>> = { quick: 40, standard: 300, thorough: 2000 };

/** The number of redrawn cases for each factor of a counterexample: 20 distinguish "always" from "seldom", more show how often. */
const REDRAWS: Readonly<Record<BudgetName, number>> = { quick: 20, standard: 40, thorough: 100 };

/** These numbers for heavy claims, a case of which takes a second. */
const HEAVY = {
  redraws: { quick: 0, standard: 8, thorough: 20 },
  shown: { quick: 10, standard: 30, thorough: 100 },
  hunted: { quick: 5, standard: 20, thorough: 100 },
} as const satisfies Record<string, Readonly<Record<BudgetName, number>>>;

/**
 * Plans a claim. A universal claim gets the least number of cases that shows that it holds if none is a violation. A rate claim
 * gets enough cases to find that it holds in 99 of 100 runs if its true rate is a fifth of the tolerance, or the measured rate. In
 * the larger budgets it also gets enough to be refuted in 95 of 100 runs at twice the tolerance (standard) or one and a half times
 * (thorough). It seldom needs them all.
 *
 * @param claims - how many claims the run may decide, since they share α
 * @throws RangeError when the measured rate is on the wrong side of the tolerance for the expected verdict
 */
export function planOf(claim: Claim, budget: BudgetName, claims: number): Plan {
  const { kind, expected, measuredRate, heavy } = claim;
  const tolerance = claim.tolerance[budget];
  const alpha = SUITE_ALPHA / Math.max(1, claims); // with no claims to decide, no α is spent
  const test = new SequentialTest(tolerance, alpha);
  // A scaling claim is decided by all sizes of its domain.
  if (kind === 'scaling') return { cases: 0, least: 0, hunted: 0, redraws: 0, alpha, tolerance };
  // A witness needs no statistics.
  if (kind === 'existence') return { cases: SEARCHED[budget], least: 0, hunted: HUNTED[budget], redraws: 0, alpha, tolerance };
  const shown = (heavy === true ? HEAVY.shown : SHOWN)[budget];
  const hunted = (heavy === true ? HEAVY.hunted : HUNTED)[budget];
  const redraws = (heavy === true ? HEAVY.redraws : REDRAWS)[budget];
  const share = { hunted, redraws, alpha, tolerance };
  if (kind === 'universal') {
    const cases = expected === 'HOLDS' ? test.belowFrom(0, 1) : shown;
    return { cases, least: cases, ...share };
  }
  if (measuredRate !== undefined && measuredRate < tolerance !== (expected === 'HOLDS')) {
    throw new RangeError(
      `the claim ${claim.id} is expected to be ${expected} at a measured rate of ${measuredRate}, with a tolerance of ${tolerance}`,
    );
  }
  const refuted = REFUTED_RATE[budget];
  const cases =
    expected === 'REFUTED'
      ? test.casesFor(measuredRate ?? 1, POWER_TO_HOLD)
      : Math.max(
          test.casesFor(Math.max(HOLDING_RATE * tolerance, measuredRate ?? 0), POWER_TO_HOLD),
          refuted === null ? 0 : test.casesFor(refuted * tolerance, POWER),
        );
  return { cases: Math.max(cases, shown), least: shown, ...share };
}

/** The chance that any cell of a run's maps is decided wrongly. Cells have this α for themselves, and take none from the claims. */
export const MAPS_ALPHA = 0.05;

/** The tolerance of a cell, unless the claim's is larger. A map shows large effects, which a few cases decide. */
const CELL_TOLERANCE = 0.05;

/** The largest number of cases of a cell. A claim that is violated in 1 % of the cases stays undecided in the smaller budgets. */
const CELL_CASES: Readonly<Record<BudgetName, number>> = { quick: 300, standard: 800, thorough: 3000 };

/** This limit for heavy claims, a case of which takes a second. */
const HEAVY_CELL_CASES: Readonly<Record<BudgetName, number>> = { quick: 20, standard: 100, thorough: 400 };

/**
 * The number of biased cases that hunt for a counterexample of a universal claim. Rate claims have no hunt; their worst case is
 * only shrunk.
 */
const CELL_HUNTED: Readonly<Record<BudgetName, number>> = { quick: 40, standard: 100, thorough: 300 };

/** The number of cases of a cell that are evaluated even if fewer decide. */
const CELL_SHOWN = 10;

/**
 * Plans a cell of a map. It gets enough cases to show that a universal claim holds if none is a violation, or that a rate claim
 * holds if its rate is a fifth of the tolerance. Cells have a limit on cases, and a larger tolerance than most claims. The
 * sensitivity map has the claim's own tolerance, and a limit only for heavy claims, since it shows how small a planted defect the
 * claim itself still finds.
 *
 * @param cells - how many cells the run may decide, since they share α
 */
export function planOfCell(claim: Claim, { map }: Variant, budget: BudgetName, cells: number): Plan {
  const { kind, heavy } = claim;
  const own = map === 'sensitivity';
  const tolerance = Math.max(claim.tolerance[budget], own ? 0 : CELL_TOLERANCE);
  const alpha = MAPS_ALPHA / Math.max(1, cells);
  const hunted = kind === 'rate' ? 1 : (own ? HUNTED : CELL_HUNTED)[budget];
  const share = { hunted, severe: false as const, redraws: 0, alpha, tolerance };
  if (kind === 'scaling') return { ...share, cases: 0, least: 0, hunted: 0 };
  const most = heavy === true ? HEAVY_CELL_CASES[budget] : own ? Infinity : CELL_CASES[budget];
  if (kind === 'existence') return { ...share, cases: CELL_CASES[budget], least: 0 };
  const test = new SequentialTest(tolerance, alpha);
  const enough = kind === 'universal' ? test.belowFrom(0, 1) : test.casesFor(HOLDING_RATE * tolerance, POWER);
  const cases = Math.min(most, enough);
  const shown = Math.min(most, CELL_SHOWN);
  return kind === 'universal' ? { ...share, cases, least: shown, first: true } : { ...share, cases, least: shown };
}

/** The true rates that a plan decides. */
export function reachOf({ kind }: Claim, { cases, tolerance, alpha }: Plan): Reach {
  if (kind === 'existence' || kind === 'scaling') return { holds: null, refutes: null }; // not decided by a rate
  const test = new SequentialTest(tolerance, alpha);
  if (kind !== 'universal') return { holds: test.excludes(cases, POWER), refutes: test.refutes(cases, POWER) };
  return { holds: null, refutes: -Math.expm1(Math.log1p(-POWER) / cases) }; // 1 − (1 − p)^n ≥ POWER
}

/**
 * About how many cases in total would decide an undecided claim if violations continue at the observed rate. Null when the rate is
 * so near the tolerance that 10⁷ cases would not decide.
 */
export function casesToDecide({ cases: seen, violations }: Counts, tolerance: number, alpha: number): number | null {
  const test = new SequentialTest(tolerance, alpha);
  const decided = (cases: number) => test.decide({ cases, violations: Math.round((violations / seen) * cases) }) !== null;
  let high = seen + 1;
  while (high <= MOST_CASES && !decided(high)) high *= 2;
  if (high > MOST_CASES) return null;
  let low = Math.max(seen, Math.floor(high / 2));
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (decided(middle)) high = middle;
    else low = middle;
  }
  return high;
}

const MOST_CASES = 1e7;

import type { BudgetName, Claim } from '../claim.js';
import type { Variant } from '../variant.js';
import type { Counts } from '../statistics/confidence-sequence.js';
import { SequentialTest } from '../statistics/sequential-test.js';

/** The chance that any interval of the suite's verdicts misses the rate it is about, split evenly over the claims it decides (Bonferroni). */
export const SUITE_ALPHA = 0.05;

/** What a claim gets to be decided with, fixed before the first case is drawn. */
export interface Plan {
  /** Accepted cases of the estimate, at most. */
  readonly cases: number;
  /** Accepted cases that are evaluated even where fewer would decide, so that rates and margins can be shown. */
  readonly least: number;
  /** Biased cases of the hunt. */
  readonly hunted: number;
  /** True where one violation is enough and the rate is not asked for: of a cell of a universal claim. */
  readonly first?: true;
  /** False where the minimal counterexample is all that is wanted, and not the simplest severe one beside it. */
  readonly severe?: false;
  /** Cases in which each part of a minimal counterexample is drawn anew. */
  readonly redraws: number;
  /** The claim's share of the suite's α. */
  readonly alpha: number;
  readonly tolerance: number;
}

/** What a plan can tell: rates that it decides with a chance of at least POWER. */
export interface Reach {
  /**
   * True rates up to this one are found below the tolerance; null where not even 0 is, and for a universal claim, which holds only where
   * neither the estimate nor the hunt, whose cases follow no rate, meets a violation.
   */
  readonly holds: number | null;
  /** True rates from this one on are found above it, or, for a universal claim, are met by the estimate at least once; null where none is. */
  readonly refutes: number | null;
}

/** The power that plans are made for. */
export const POWER = 0.95;

/** A claim that holds should hardly ever be left undecided: the chance that a plan must decide it with. */
const POWER_TO_HOLD = 0.99;

/** The true rate, in tolerances, up to which a plan finds a claim to hold. */
const HOLDING_RATE = 1 / 5;

/** The true rate, in tolerances, from which on a plan refutes a claim; null where the budget does not promise it. */
const REFUTED_RATE: Readonly<Record<BudgetName, number | null>> = { quick: null, standard: 2, thorough: 1.5 };

/** Cases that rates and margins are shown of, at the least. */
const SHOWN: Readonly<Record<BudgetName, number>> = { quick: 20, standard: 60, thorough: 200 };

/** Cases that are searched for a witness, beside those of the hunt. */
const SEARCHED: Readonly<Record<BudgetName, number>> = { quick: 200, standard: 2000, thorough: 20_000 };

/** Cases of the hunt. */
const HUNTED: Readonly<Record<BudgetName, number>> = { quick: 40, standard: 300, thorough: 2000 };

/** Redrawn cases for each part of a counterexample: 20 tell "always" from "seldom", more tell how often. */
const REDRAWS: Readonly<Record<BudgetName, number>> = { quick: 20, standard: 40, thorough: 100 };

/** All of it where a case takes a second. */
const HEAVY = {
  redraws: { quick: 0, standard: 8, thorough: 20 },
  shown: { quick: 10, standard: 30, thorough: 100 },
  hunted: { quick: 5, standard: 20, thorough: 100 },
} as const satisfies Record<string, Readonly<Record<BudgetName, number>>>;

/**
 * Plans a claim. A universal claim gets the least number of cases that finds it to hold without a violation. A rate claim gets as many as
 * find it to hold in 99 of 100 runs where its true rate is a fifth of the tolerance, or the rate that was measured; and in the greater
 * budgets as many as refute it in 95 of 100 runs at twice, or one and a half times, the tolerance. It seldom takes them all.
 *
 * @param claims - how many claims the run may decide: they share α
 * @throws RangeError when the measured rate is on the wrong side of the tolerance for the expected verdict
 */
export function planOf(claim: Claim, budget: BudgetName, claims: number): Plan {
  const { kind, expected, measuredRate, heavy } = claim;
  const tolerance = claim.tolerance[budget];
  const alpha = SUITE_ALPHA / Math.max(1, claims); // where none is decided by statistics, none is spent
  const test = new SequentialTest(tolerance, alpha);
  // A scaling claim is judged by the sizes of its domain.
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

/** The chance that any cell of the maps of a run is decided falsely: a family of its own, that takes nothing from the claims. */
export const MAPS_ALPHA = 0.05;

/** The violation rate that decides a cell, where the claim's tolerance is not larger: a map tells much from little, and needs no per mille. */
const CELL_TOLERANCE = 0.05;

/** Cases of a cell, at most; a claim that is violated a hundredth of the time stays undecided in the lesser budgets. */
const CELL_CASES: Readonly<Record<BudgetName, number>> = { quick: 300, standard: 800, thorough: 3000 };

/** As many where a case takes a second. */
const HEAVY_CELL_CASES: Readonly<Record<BudgetName, number>> = { quick: 20, standard: 100, thorough: 400 };

/** Biased cases that look for a counterexample of a universal claim; the worst case of a rate is simplified without. */
const CELL_HUNTED: Readonly<Record<BudgetName, number>> = { quick: 40, standard: 100, thorough: 300 };

/** Cases of a cell that are evaluated even where fewer would decide. */
const CELL_SHOWN = 10;

/**
 * Plans a cell of a map: with as many cases as would find it to hold without a violation, or its rate at a fifth of the tolerance. They
 * are bounded, and the tolerance is not that of a claim that excludes a per mille, but where a planted defect is looked for: what is asked
 * there is how small a one the claim itself still finds.
 *
 * @param cells - how many cells the run may decide: they share α among themselves
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

/** Which true rates a plan decides, and how. */
export function reachOf({ kind }: Claim, { cases, tolerance, alpha }: Plan): Reach {
  if (kind === 'existence' || kind === 'scaling') return { holds: null, refutes: null }; // it is no rate that decides
  const test = new SequentialTest(tolerance, alpha);
  if (kind !== 'universal') return { holds: test.excludes(cases, POWER), refutes: test.refutes(cases, POWER) };
  return { holds: null, refutes: -Math.expm1(Math.log1p(-POWER) / cases) }; // 1 − (1 − p)^n ≥ POWER
}

/**
 * About how many cases decide an undecided claim whose violations keep the rate seen so far: more than it has. Null where the rate is the
 * tolerance itself, to within 10⁷ cases.
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

import type { Interval } from './statistics/clopper-pearson.js';
import type { ScalingDecision, ScalingFit, ScalingPoint } from './statistics/scaling-fit.js';
import type { Conclusion } from './conclusion.js';
import type { Json } from './experiment.js';

/** A case that breaks its claim. */
export interface Counterexample {
  /** The case by value. */
  readonly case: Json;
  readonly description: string;
  readonly conclusion: Conclusion;
}

/** What the hunt found: biased cases, so no rate follows from it. */
export interface Hunt {
  /** Cases that were looked at, each once, apart from shrinking. */
  readonly cases: number;
  /** All calls of the claim beside those of the estimate: looking, shrinking, replays, redrawn factors. */
  readonly evaluations: number;
  /** Shrinking steps that kept the case failing. */
  readonly shrinks: number;
  /** The minimal counterexample; null when nothing was found. */
  readonly found: Counterexample | null;
  /** The simplest one that fails at least half as badly as the worst of the estimate, where it is neither; not looked for where the claim is heavy. */
  readonly severe: Counterexample | null;
  /** Which factors of the minimal counterexample matter; none where that was not looked at. */
  readonly factors: readonly FactorEffect[];
}

/** What became of a counterexample whose factor was drawn anew, again and again, while the rest stayed. */
export interface FactorEffect {
  /** The factor's name, or "all of them" where all were drawn anew together. */
  readonly factor: string;
  /** Redrawn cases that met the assumptions. */
  readonly redrawn: number;
  /** Of these, those that still fail by the same quantity. */
  readonly failing: number;
  /** The share that fails, by Clopper and Pearson at 95 %: exploratory, no verdict hangs on it. */
  readonly interval: Interval;
}

/** The spread of a quantity over the cases. */
export interface Spread {
  readonly quantity: string;
  readonly least: number;
  readonly median: number;
  readonly greatest: number;
  readonly leastMargin: number;
}

/** Counts for one group of cases. */
export interface Stratum {
  readonly name: string;
  readonly cases: number;
  readonly violations: number;
}

/** Evaluated cases, counted. */
export interface Measurement {
  /** Cases that met the assumptions and were concluded on. */
  readonly cases: number;
  /** Cases drawn that broke an assumption, counted apart. */
  readonly rejected: number;
  readonly violations: number;
  /** Cases that failed by no more than rounding, and not where they were evaluated exactly: no violations. */
  readonly roundingOnly: number;
  readonly strata: readonly Stratum[];
  readonly spreads: readonly Spread[];
  /** The violation with the least margin, not shrunk. */
  readonly worst: Counterexample | null;
}

/** Independent draws from the declared distribution, until they decide or are all evaluated. */
export interface Estimate extends Measurement {
  /** Violation rate: the confidence sequence at the claim's share of the suite's α, valid whenever one stops. */
  readonly interval: Interval;
  readonly alpha: number;
  /** log M_n against a true rate equal to the tolerance, in nats: an e-value; log 1/α of it decide. */
  readonly logEvidence: number;
}

/** How a quantity grew with size along one series of a scaling claim. */
export interface ScalingSeries {
  readonly name: string;
  readonly points: readonly ScalingPoint[];
  readonly fit: ScalingFit;
  /** Null where the fit is not identifiable. */
  readonly decision: ScalingDecision | null;
}

/** All series of a scaling claim; they share its α. */
export interface ScalingEvidence {
  readonly series: readonly ScalingSeries[];
  readonly alpha: number;
}

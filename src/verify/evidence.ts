import type {
  CONCLUSION_SCHEMA,
  COUNTEREXAMPLE_SCHEMA,
  ESTIMATE_SCHEMA,
  FACTOR_SCHEMA,
  HUNT_SCHEMA,
  MEASUREMENT_SCHEMA,
  QUANTITY_SCHEMA,
  SCALING_SCHEMA,
  SERIES_SCHEMA,
  SPREAD_SCHEMA,
  STRATUM_SCHEMA,
  UNMET_SCHEMA,
} from './storage/evidence-schema.js';
import type { Stored } from './storage/stored.js';

/**
 * A measured number compared with its threshold. The margin is signed, in the quantity's own unit, and ≥ 0 if the threshold is met.
 */
export type Quantity = Stored<typeof QUANTITY_SCHEMA>;

/** What a claim concludes from one case. */
export type Conclusion = Stored<typeof CONCLUSION_SCHEMA>;

/** An assumption that a case does not meet, with what breaks it. */
export type UnmetAssumption = Stored<typeof UNMET_SCHEMA>;

/** A case with its conclusion: a counterexample to the claim, or a witness for it. */
export type Counterexample = Stored<typeof COUNTEREXAMPLE_SCHEMA>;

/** What the hunt found. Its cases are biased, so no rate follows from it. */
export type Hunt = Stored<typeof HUNT_SCHEMA>;

/** How often a counterexample still fails when one of its factors is redrawn and the others are kept. */
export type FactorEffect = Stored<typeof FACTOR_SCHEMA>;

/** The spread of a quantity over cases. */
export type Spread = Stored<typeof SPREAD_SCHEMA>;

/** The counts for one kind of case. */
export type Stratum = Stored<typeof STRATUM_SCHEMA>;

/** The counts of evaluated cases, and the spreads of their quantities. */
export type Measurement = Stored<typeof MEASUREMENT_SCHEMA>;

/** The measurement of independent draws from the declared distribution, which stops when they decide or all are evaluated. */
export type Estimate = Stored<typeof ESTIMATE_SCHEMA>;

/** How a quantity grew with size along one series of a scaling claim. */
export type ScalingSeries = Stored<typeof SERIES_SCHEMA>;

/** All series of a scaling claim; they share its α. */
export type ScalingEvidence = Stored<typeof SCALING_SCHEMA>;

import type * as v from 'valibot';
import type { DeepReadonly } from './deep-readonly.js';
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

type Stored<Schema extends v.GenericSchema> = DeepReadonly<v.InferOutput<Schema>>;

/** One measured number against its limit; the margin is signed, in the quantity's own unit, and ≥ 0 where the limit is kept. */
export type Quantity = Stored<typeof QUANTITY_SCHEMA>;

/** What a claim says of one case. */
export type Conclusion = Stored<typeof CONCLUSION_SCHEMA>;

/** An assumption of a claim that a case does not meet, with what breaks it. */
export type UnmetAssumption = Stored<typeof UNMET_SCHEMA>;

/** A case that breaks its claim. */
export type Counterexample = Stored<typeof COUNTEREXAMPLE_SCHEMA>;

/** What the hunt found: biased cases, so no rate follows from it. */
export type Hunt = Stored<typeof HUNT_SCHEMA>;

/** What became of a counterexample whose factor was drawn anew, again and again, while the rest stayed. */
export type FactorEffect = Stored<typeof FACTOR_SCHEMA>;

/** The spread of a quantity over the cases. */
export type Spread = Stored<typeof SPREAD_SCHEMA>;

/** Counts for one group of cases. */
export type Stratum = Stored<typeof STRATUM_SCHEMA>;

/** Evaluated cases, counted. */
export type Measurement = Stored<typeof MEASUREMENT_SCHEMA>;

/** Independent draws from the declared distribution, until they decide or are all evaluated. */
export type Estimate = Stored<typeof ESTIMATE_SCHEMA>;

/** How a quantity grew with size along one series of a scaling claim. */
export type ScalingSeries = Stored<typeof SERIES_SCHEMA>;

/** All series of a scaling claim; they share its α. */
export type ScalingEvidence = Stored<typeof SCALING_SCHEMA>;

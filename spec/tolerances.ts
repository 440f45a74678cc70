import type { BudgetName } from '../src/verify/claim.js';

type Tolerance = Readonly<Record<BudgetName, number>>;

/** Algebraic claims follow from a formula, so hardly any rate of violations may be left open. */
export const ALGEBRAIC: Tolerance = { quick: 0.001, standard: 0.001, thorough: 0.001 };

/** A case of a training claim costs a training run, so the quick budget leaves a larger rate open. */
export const TRAINING: Tolerance = { quick: 0.05, standard: 0.02, thorough: 0.02 };

/** Sample-complexity claims are about most draws, not all. */
export const SAMPLES: Tolerance = { quick: 0.05, standard: 0.05, thorough: 0.05 };

/** Claims about a memory, attention or embeddings other than the theorem's: they must hold in nine draws of ten. */
export const VARIANTS: Tolerance = { quick: 0.1, standard: 0.1, thorough: 0.1 };

/** Not a law, but an accident that nearly always happens: one draw in a hundred may go otherwise. */
export const ACCIDENT: Tolerance = { quick: 0.05, standard: 0.01, thorough: 0.01 };

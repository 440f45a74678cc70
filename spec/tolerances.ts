import type { BudgetName } from '../src/verify/claim.js';

type Tolerance = Readonly<Record<BudgetName, number>>;

/** Algebraic claims follow from a formula: hardly anything may be left unexcluded. */
export const ALGEBRAIC: Tolerance = { quick: 0.001, standard: 0.001, thorough: 0.001 };

/** Training claims cost a training run a case; the quick budget excludes less. */
export const TRAINING: Tolerance = { quick: 0.05, standard: 0.02, thorough: 0.02 };

/** Sample-complexity claims speak of most draws, not of all. */
export const SAMPLES: Tolerance = { quick: 0.05, standard: 0.05, thorough: 0.05 };

/** Claims about other memories, other attention and other embeddings than the theorem's: the pattern in nine draws of ten. */
export const VARIANTS: Tolerance = { quick: 0.1, standard: 0.1, thorough: 0.1 };

/** What is no law but an accident that nearly always happens: one draw in a hundred may go otherwise. */
export const ACCIDENT: Tolerance = { quick: 0.05, standard: 0.01, thorough: 0.01 };

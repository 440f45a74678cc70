import type { TrainingDomain } from './training-domain.js';

/** The domain D of the training claims, spec/model.md §7. */
export const DOMAIN_D: TrainingDomain = {
  subjects: { min: 8, max: 64 },
  relations: { min: 2, perSubject: 1 / 2 },
  pairs: { min: 1, max: 8, perSubject: 1 / 2 },
  prompts: { min: 16, max: 64 },
  heldOut: false,
};

/** Tables that a memory of width 256 learns in seconds (G1). */
export const DOMAIN_G1: TrainingDomain = {
  ...DOMAIN_D,
  subjects: { min: 8, max: 16 },
  relations: { ...DOMAIN_D.relations, max: 4 },
};

/** D's larger tables, on which two prompts are enough for full attention (G2a). */
export const DOMAIN_G2A: TrainingDomain = { ...DOMAIN_D, subjects: { min: 32, max: 64 }, prompts: { min: 2, max: 2 } };

/** D with half of the facts held out (G2b). */
export const DOMAIN_G2B: TrainingDomain = { ...DOMAIN_D, heldOut: true };

/** D's smaller tables, on which training with dense embeddings takes well under a second (G3b, G3d). */
export const DOMAIN_G3: TrainingDomain = { ...DOMAIN_D, subjects: { min: 8, max: 16 } };

/** The sizes for which one gradient step is claimed to be right: nearly all (T1). */
export const DOMAIN_T1: TrainingDomain = {
  subjects: { min: 2, max: 32 },
  relations: { min: 1, perSubject: 1 },
  pairs: { min: 1, max: 8, perSubject: 1 },
  prompts: { min: 1, max: 32 },
  heldOut: false,
};

/** D's smaller tables, on which ten times the steps, or three runs, take a tenth of a second (T5b, T6). */
export const DOMAIN_T6: TrainingDomain = { ...DOMAIN_D, subjects: { min: 8, max: 16 } };

/** D's tables of at least 128 facts, with half of the facts held out (S3). */
export const DOMAIN_S3: TrainingDomain = {
  ...DOMAIN_D,
  subjects: { min: 16, max: 64 },
  relations: { ...DOMAIN_D.relations, facts: 128 },
  heldOut: true,
};

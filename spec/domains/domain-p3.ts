import { sizesOf, type TableDomain } from './training-domain.js';

/** The smallest table sizes at which equally spread attention ties, and the prompt length there (P3). */
export const DOMAIN_P3: TableDomain = {
  subjects: { min: 4, max: 4 },
  relations: { min: 2, max: 2, perSubject: 1 },
  pairs: { min: 2, max: 2, perSubject: 1 },
  heldOut: false,
};

/** The sizes at which it never ties, with every R and k that fit (P3b). */
export const DOMAIN_P3B: TableDomain = {
  subjects: { min: 2, max: 3 },
  relations: { min: 1, perSubject: 1 },
  pairs: { min: 1, perSubject: 1 },
  heldOut: false,
};

/** P3's sizes, for people. */
export const SIZES_OF_P3 = sizesOf(DOMAIN_P3);

/** P3b's sizes, for people. */
export const SIZES_OF_P3B = sizesOf(DOMAIN_P3B);

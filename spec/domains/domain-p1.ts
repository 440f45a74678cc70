import { sizesOf, type TableDomain } from './training-domain.js';

// S subjects, R relations, k pairs.

/** The sizes and rows that P1 is claimed for and drawn from. */
export const DOMAIN_P1 = {
  subjects: { min: 2, max: 32 },
  pairs: { max: 8 },
  /** The largest ratio of a weight to the one before it: "at least 1 % below". */
  mostRatio: 0.99,
  /** The subjects' share of the attention in the relation row. */
  subjectShare: { min: 0.1, max: 0.9 },
  /** Prompts per case. P1 is about every prompt; a case tries a few, with a new row and table. */
  prompts: 8,
} as const;

/** P1's table sizes in the form of the training claims: R up to S, k up to S − 1. */
export const TABLES_OF_P1: TableDomain = {
  subjects: DOMAIN_P1.subjects,
  relations: { min: 1, perSubject: 1 },
  pairs: { min: 1, max: DOMAIN_P1.pairs.max, perSubject: 1 },
  heldOut: false,
};

const { mostRatio, subjectShare, prompts } = DOMAIN_P1;

/** P1's table sizes, for people. */
export const SIZES_OF_P1 = sizesOf(TABLES_OF_P1);

/** How P1's relation rows are drawn, for people. */
export const ROWS_OF_P1 = `the subjects' share of the row uniform in ${subjectShare.min} … ${subjectShare.max}; ratios of neighbouring weights all ${mostRatio} (half of the cases) or each uniform in 0 … ${mostRatio}; ${prompts} prompts by the law of spec/model.md §2`;

/** How P2 halves a row of P1, for people. */
export const HALVES_OF_P2 =
  'subjects only: the row’s weights on the subjects of the pairs, and what it gives their answers on the query; answers only: its weights on the answers, scaled to sum to 1';

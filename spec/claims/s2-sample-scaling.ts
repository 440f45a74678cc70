import type { Claim } from '../../src/verify/claim.js';
import { sentence } from '../paper.js';
import { SAMPLE_CRITERION } from '../domains/scaling-domain.js';
import { SAMPLES } from '../tolerances.js';

const { accuracy, fresh, tolerance, alpha, cases, within } = SAMPLE_CRITERION;

/** The shape of the tables of a size, for people. */
export const SHAPE_OF_SIZES = 'R = 2^⌊b/3⌋ ≤ 8 for N = 2^b, S = N / R';

/** How models are made and trained at every size, for people. */
export const TRAINED_AT_SIZES = 'p = 2, b = 0, β = 4 ln V, η = 0.3, 200 steps';

/** How a search draws, for people. */
export const DRAWN_AT_SIZES = `relabelled, and prompts by the law of spec/model.md §2, all drawn anew for each of the up to ${cases} draws of every n that the search looks at; it ends within a factor ${within} of n*`;

export const S2: Claim = {
  id: 'S2',
  slug: 'sample-scaling',
  kind: 'scaling',
  statement:
    'The least number n* of prompts with which at least 95 % of draws reach accuracy 0.99 grows no faster than polylogarithmically in the number N of stored triplets.',
  reading:
    'The number of samples as such, with no constant or power assumed: n* is searched at every size and rival laws are fitted to it. A finite range cannot prove a rate of growth; it can tell a polylogarithm from a power of N. Sizes without n* (“none”) are listed and left out of the fit; there must be none beyond the first that has one.',
  source: sentence('S8'),
  assumptions: ['total', 'injective', 'onto'],
  domain: `N = 2⁴ … 2³⁰ in steps of 2², ${SHAPE_OF_SIZES}; k = 2, 4, 8 (8 from N = 2⁶ on, where k ≤ S/2); ${TRAINED_AT_SIZES}; positional attention, by the sparse engine. Rows of random matchings, which have no formula and end at 2¹², are measured in spec/measurements.md#least-samples and by \`ic-recall sweep --tables matchings\`: so few sizes leave the exponent at k = 2 in −0.61 … 0.03`,
  distribution: `every size once; isotopes of the cyclic group and of Z₂^m, and random bijections, a series each for every k, ${DRAWN_AT_SIZES}`,
  tolerance: SAMPLES,
  thresholds: [
    {
      quantity: 'accuracy',
      bound: 'at least',
      value: accuracy,
      basis: `of ${fresh} fresh prompts, in all but ${tolerance} of the draws; the range that a search gives is wrong with a chance of at most ${alpha}, as far as more prompts never serve less, and it ends within a factor ${within}`,
    },
  ],
  expected: 'HOLDS',
  heavy: true,
  milliseconds: 110_000,
  leastBudget: { budget: 'standard', why: 'every size takes hundreds of training runs' },
};

export const S2B: Claim = {
  ...S2,
  id: 'S2b',
  slug: 'full-attention-scaling',
  statement: S2.statement.replace('number n* of prompts', 'number n* of prompts of full attention'),
  reading: `S2 with attention of content and position. ${S2.reading}`,
  domain: `N = 2⁴ … 2¹², ${SHAPE_OF_SIZES}; k = 2; ${TRAINED_AT_SIZES}; attention of content and position (four blocks, all from zero), by the sparse engine`,
  distribution: `every size once; isotopes of the cyclic group, ${DRAWN_AT_SIZES}`,
  leastBudget: { budget: 'thorough', why: 'its searches take as long as those of S2 together' },
};

import type { Claim } from '../../src/verify/claim.js';
import { LATIN } from '../stated-assumptions.js';
import { DOMAIN_D, DOMAIN_G3 } from '../domains/training-domains.js';
import { VARIANTS } from '../tolerances.js';
import { drawnSamplesOf, drawnSizesOf, samplesOf, sizesOf } from '../domains/training-domain.js';
import { M1 } from './m1-memory-recall.js';
import { T3 } from './t3-pairwise-convergence.js';

const EMBEDDINGS = 'independent uniform unit embeddings in d dimensions';
const PREDICTED =
  'd is the least dimension at which the interference of the 2N units is predicted to spoil at most 0.02 readings of a table (spec/model.md §7)';

/** The largest expected number of failing readings of a table in the predicted dimension: a fifth of the tolerance. */
export const FAILURES_OF_G3 = 0.02;

/** The powers of the memory in G3c: those of M1. */
export const POWERS_OF_G3 = [2, 3, 4] as const;

const OWN_ENGINE = 'evaluated in float64 by an engine of its own, whichever is chosen';

const RECALLED = M1.thresholds.map((threshold) => ({
  ...threshold,
  basis: 'M1’s: logits beyond the tie tolerance of spec/model.md §2',
}));

export const G3A: Claim = {
  ...M1,
  id: 'G3a',
  slug: 'random-recall-below-v',
  kind: 'rate',
  statement:
    'Built of random unit embeddings in d = V − 1 dimensions, the memory read at ½u_s + ½u_r and at ½u_s + ½u_a still recalls every stored triplet, at the default power.',
  reading:
    'What becomes of M1 when embeddings are drawn at random, in the largest dimension below V. It is false: the units of all S answers fire 2^−p, and what they write adds up to noise of deviation about 2^−p √(2S/d), against a gap of 1 − 2^(1−p). It is the randomness, not the dimension: the vertices of a regular simplex, also in V − 1 dimensions, recall everything. At power 4 random embeddings do too, from about S = 20 on (spec/measurements.md#recall-below-v).',
  source: 'beyond the abstract',
  assumptions: [...LATIN],
  domain: `Latin, ${DOMAIN_D.subjects.min} ≤ S ≤ ${DOMAIN_D.subjects.max}, ${DOMAIN_D.relations.min} ≤ R ≤ ${DOMAIN_D.relations.perSubject} S; p = 2, b = 0; ${EMBEDDINGS}, d = V − 1; ${OWN_ENGINE}`,
  distribution: `S, then R, each uniform; a Latin table of a family drawn uniformly from those that exist at S; ${EMBEDDINGS}`,
  tolerance: VARIANTS,
  thresholds: RECALLED,
  expected: 'REFUTED',
  milliseconds: 200,
};

export const G3B: Claim = {
  ...T3,
  id: 'G3b',
  slug: 'random-pattern-below-v',
  statement: `With random unit embeddings in d = V − 1 dimensions, 200 steps still end in T3’s pattern.`,
  reading:
    'What becomes of T3 where the memory no longer recalls: the losses cannot be brought down by the pattern alone, and the answer row keeps attention on the context.',
  source: 'beyond the abstract',
  assumptions: [...LATIN, 'sizes of G3', 'samples of D'],
  domain: `Latin, ${sizesOf(DOMAIN_G3)}, ${samplesOf(DOMAIN_G3)}; p = 2, b = 0, β = 4 ln V, η = 0.3; ${EMBEDDINGS}, d = V − 1; ${OWN_ENGINE}`,
  distribution: `${drawnSizesOf(DOMAIN_G3)}; ${drawnSamplesOf(DOMAIN_G3)}; ${EMBEDDINGS}`,
  tolerance: VARIANTS,
  thresholds: T3.thresholds.map((threshold) => ({
    ...threshold,
    basis:
      'T3’s, of orthonormal embeddings; broken in 161 of 200 draws with d = V − 1 (spec/measurements.md#training-with-random-embeddings)',
  })),
  expected: 'REFUTED',
  milliseconds: 200,
  measuredRate: 0.8,
  heavy: true,
};

export const G3C: Claim = {
  ...G3A,
  id: 'G3c',
  slug: 'recall-from-predicted-d',
  statement: `Built of random unit embeddings in the predicted dimension, the memory read at ½u_s + ½u_r and at ½u_s + ½u_a recalls every stored triplet; ${PREDICTED}.`,
  reading:
    'How large d must be, as a prediction that can fail: at p = 2 several times V, at larger p less. The prediction is of leading order; it leaves 0.3 % of tables failing at p = 2, 1.2 % at p = 3 and 3.3 % at p = 4 (952, 1,041 and 1,007 draws).',
  domain: `Latin, ${DOMAIN_G3.subjects.min} ≤ S ≤ ${DOMAIN_G3.subjects.max}, ${DOMAIN_G3.relations.min} ≤ R ≤ ${DOMAIN_G3.relations.perSubject} S; p ∈ {${POWERS_OF_G3.join(', ')}}, b = 0; ${EMBEDDINGS}, d as predicted; ${OWN_ENGINE}`,
  distribution: `S, then R, and p, each uniform; a Latin table of a family drawn uniformly from those that exist at S; ${EMBEDDINGS}`,
  expected: 'HOLDS',
  milliseconds: 200,
  measuredRate: 0.016,
};

export const G3D: Claim = {
  ...G3B,
  id: 'G3d',
  slug: 'pattern-from-predicted-d',
  statement: `With random unit embeddings in the predicted dimension, 200 steps end in T3’s pattern; ${PREDICTED}.`,
  reading: 'Where the memory recalls, nearly orthogonal embeddings train like orthonormal ones.',
  domain: `Latin, ${sizesOf(DOMAIN_G3)}, ${samplesOf(DOMAIN_G3)}; p = 2, b = 0, β = 4 ln V, η = 0.3; ${EMBEDDINGS}, d as predicted; ${OWN_ENGINE}`,
  thresholds: T3.thresholds.map((threshold) => ({
    ...threshold,
    basis:
      'T3’s, of orthonormal embeddings; kept in 438 of 438 draws in the predicted dimension: query share ≤ 0.28, balances ≥ 0.77, answer mass ≥ 0.90 (spec/measurements.md#training-with-random-embeddings)',
  })),
  expected: 'HOLDS',
  milliseconds: 200,
  measuredRate: 0,
  leastBudget: { budget: 'standard', why: 'a case takes half a second, and more than a hundred are needed' },
};

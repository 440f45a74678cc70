import type { Claim } from '../../src/verify/claim.js';
import { LATIN } from '../stated-assumptions.js';
import { DOMAIN_T6 } from '../domains/training-domains.js';
import { ALGEBRAIC, TRAINING } from '../tolerances.js';
import { drawnSamplesOf, drawnSizesOf, samplesOf, sizesOf } from '../domains/training-domain.js';

const GRADIENT = {
  bound: 'at most' as const,
  value: 1e-12,
  basis:
    'sums of up to some thousand terms below 10 in float64, in another order: at most 2·10⁻¹⁵ in 2,500 draws (seed 1), and 10⁻¹² in every run of spec/measurements.md#rounding',
};
const ATTENTION = {
  bound: 'at most' as const,
  value: 1e-9,
  basis:
    'training amplifies rounding, and no formula says by how much: at most 2·10⁻¹⁴ in all but 2 of 5,401 draws (seed 1), and 3·10⁻¹² in 400 of S ≥ 48, R ≤ 3, n ≤ 20, where fewest accidents tell pairs apart',
};

export const T5: Claim = {
  id: 'T5',
  slug: 'equivariance',
  kind: 'universal',
  statement:
    'Permuting the pairs of every prompt alike permutes the gradients alike, and relabelling subjects, relations and answers leaves them as they are, to rounding.',
  reading:
    'What the dynamics may not depend on: no place among the pairs and no name is special, so that which pair wins (T4) is the sample’s doing.',
  source: 'beyond the abstract',
  assumptions: [...LATIN, 'sizes of T6', 'samples of D'],
  domain: `Latin, ${sizesOf(DOMAIN_T6)}, ${samplesOf(DOMAIN_T6)}; p = 2, b = 0, β = 4 ln V; gradients at θ in −1 … 1`,
  distribution: `${drawnSizesOf(DOMAIN_T6)}; ${drawnSamplesOf(DOMAIN_T6)}; the order of the pairs and the new names uniform, every entry of θ uniform in −1 … 1`,
  tolerance: ALGEBRAIC,
  thresholds: [
    { quantity: 'gradient: pairs permuted', ...GRADIENT },
    { quantity: 'gradient: relabelled', ...GRADIENT },
  ],
  expected: 'HOLDS',
  milliseconds: 4,
  leastBudget: { budget: 'standard', why: 'thousands of cases are needed, of some milliseconds each' },
};

export const T5B: Claim = {
  ...T5,
  id: 'T5b',
  slug: 'trained-equivariance',
  kind: 'rate',
  statement:
    'Permuting the pairs of every prompt alike permutes the trained attention alike, and relabelling subjects, relations and answers leaves it as it is, to 10⁻⁹, in nearly every draw.',
  reading:
    'T5 after 200 steps. It cannot be said of every case: where the prompts are, all together, symmetric in two pairs, attention stays balanced between them until rounding decides which of them wins. That happens in tables full of swaps (Z₂³ with R = 2, k = 2, n = 28: relabelled attention differs by 10⁻⁵) and with few prompts (by up to 0.43; beyond 10⁻⁹ in 9 of 1,500 draws at n = 1, 10 at n = 2, 2 at n = 4): the exact statement is false, and this one says how seldom.',
  domain: `Latin, ${sizesOf(DOMAIN_T6)}, ${samplesOf(DOMAIN_T6)}; p = 2, b = 0, β = 4 ln V; attention after 200 steps at η = 0.3 from uniform attention`,
  distribution: `${drawnSizesOf(DOMAIN_T6)}; ${drawnSamplesOf(DOMAIN_T6)}; the order of the pairs and the new names uniform`,
  tolerance: TRAINING,
  thresholds: [
    { quantity: 'attention: pairs permuted', ...ATTENTION },
    { quantity: 'attention: relabelled', ...ATTENTION },
  ],
  milliseconds: 55,
  leastBudget: { budget: 'standard', why: 'a case is trained three times' },
};

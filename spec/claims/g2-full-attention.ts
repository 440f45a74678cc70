import type { Claim } from '../../src/verify/claim.js';
import { LATIN } from '../stated-assumptions.js';
import { DOMAIN_G2A, DOMAIN_G2B } from '../domains/training-domains.js';
import { sentence } from '../paper.js';
import { VARIANTS } from '../tolerances.js';
import { drawnSamplesOf, drawnSizesOf, samplesOf, sizesOf } from '../domains/training-domain.js';
import { T3 } from './t3-pairwise-convergence.js';

const TRAINED = 'attention of content and position (four blocks, all from zero), p = 2, b = 0, β = 4 ln V, η = 0.3, 200 steps';

export const G2A: Claim = {
  id: 'G2a',
  slug: 'two-prompts',
  kind: 'rate',
  statement:
    'Full attention, fine-tuned on two prompts of a table with at least 32 subjects, answers at least 0.99 of 1,000 fresh prompts correctly.',
  reading:
    'Attention that may look at tokens as well as positions needs hardly more samples than positional attention. On all of D it misses 0.99 in 9.3 % of draws (278 of 3,000), too near the tolerance to be told from it; most of these have few subjects, so the claim is made from S = 32 on.',
  source: sentence('S8'),
  assumptions: [...LATIN, 'sizes of G2a', 'samples of G2a'],
  domain: `Latin, ${sizesOf(DOMAIN_G2A)}, ${samplesOf(DOMAIN_G2A)}; ${TRAINED}`,
  distribution: `${drawnSizesOf(DOMAIN_G2A)}; ${drawnSamplesOf(DOMAIN_G2A)}`,
  tolerance: VARIANTS,
  thresholds: [
    {
      quantity: 'accuracy',
      bound: 'at least',
      value: 0.99,
      basis: 'missed in 163 of 3,489 draws at S ≥ 32, and in 200 of 1,235 below (spec/measurements.md#two-prompts)',
    },
  ],
  expected: 'HOLDS',
  milliseconds: 1000,
  measuredRate: 0.047,
  heavy: true,
  leastBudget: { budget: 'standard', why: 'its violation rate, about 5 %, takes hundreds of cases to be told from the tolerance' },
};

export const G2B: Claim = {
  id: 'G2b',
  slug: 'full-attention',
  kind: 'rate',
  statement:
    'Full attention, fine-tuned on at least 16 prompts from half of the facts, converges to T3’s pattern (each measure its mean over 100 fresh prompts of the other half) and answers at least 0.99 of 1,000 fresh prompts of that half correctly.',
  reading:
    'The pattern and what it buys, facts that fine-tuning never showed, do not hang on attention being positional. Attention differs between prompts here, so the pattern is a mean over prompts.',
  source: sentence('S7'),
  assumptions: [...LATIN, 'sizes of G2b', 'samples of D'],
  domain: `Latin, ${sizesOf(DOMAIN_G2B)}, ${samplesOf(DOMAIN_G2B)}; ${TRAINED}`,
  distribution: `${drawnSizesOf(DOMAIN_G2B)}; ${drawnSamplesOf(DOMAIN_G2B)}`,
  tolerance: VARIANTS,
  thresholds: [
    ...T3.thresholds.map((threshold) => ({
      ...threshold,
      basis:
        'T3’s; a measure missed its threshold in 7 of 773 draws, all of them with k ≥ ⌊S/2⌋ − 3 (spec/measurements.md#full-attention)',
    })),
    {
      quantity: 'accuracy',
      bound: 'at least',
      value: 0.99,
      basis: 'missed in 4 of 773 draws (spec/measurements.md#full-attention)',
    },
  ],
  expected: 'HOLDS',
  milliseconds: 1000,
  measuredRate: 0.009,
  heavy: true,
  leastBudget: { budget: 'standard', why: 'a case takes half a second, and more than a hundred are needed' },
};

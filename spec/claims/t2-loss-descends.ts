import type { Claim } from '../../src/verify/claim.js';
import { LATIN } from '../stated-assumptions.js';
import { DOMAIN_D } from '../domains/training-domains.js';
import { sentence } from '../paper.js';
import { TRAINING } from '../tolerances.js';
import { drawnSamplesOf, drawnSizesOf, samplesOf, sizesOf } from '../domains/training-domain.js';

export const T2: Claim = {
  id: 'T2',
  slug: 'loss-descends',
  kind: 'universal',
  statement:
    'Full-batch gradient descent at η = 0.3 for 200 steps never raises the loss of either row, and ends with each at most half its first value.',
  reading:
    'Fine-tuning that provably succeeds must descend; both rows are independent parameters, so each loss descends on its own.',
  source: sentence('S7'),
  assumptions: [...LATIN, 'sizes of D', 'samples of D'],
  domain: `D: Latin, ${sizesOf(DOMAIN_D)}, ${samplesOf(DOMAIN_D)}; p = 2, b = 0, β = 4 ln V, η = 0.3`,
  distribution: `${drawnSizesOf(DOMAIN_D)}; ${drawnSamplesOf(DOMAIN_D)}`,
  tolerance: TRAINING,
  thresholds: ['relation row', 'answer row'].flatMap((row) => [
    {
      quantity: `${row}: largest rise`,
      bound: 'at most' as const,
      value: 1e-12,
      basis:
        'nats, for rounding: a loss is a mean of log-sum-exps of logits of at most β ≤ 4 ln 160 ≈ 20, whose sums of some tens of terms carry a relative error of about 10⁻¹⁴. 0 of 14,107 runs rose in spec/measurements.md#training-in-d',
    },
    {
      quantity: `${row}: final / first loss`,
      bound: 'at most' as const,
      value: 0.5,
      basis: 'both final losses were at most 0.077 of the first in 2,000 draws of D (spec/measurements.md#training-in-d)',
    },
  ]),
  expected: 'HOLDS',
  milliseconds: 40,
};

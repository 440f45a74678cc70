import type { Claim } from '../../src/verify/claim.js';
import { LATIN } from '../assumptions.js';
import { LATIN_SIZES_OF_D } from '../domain-d.js';
import { sentence } from '../paper.js';
import { TRAINING } from '../tolerances.js';

/** T2. */
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
  domain: 'D: Latin, 8 ≤ S ≤ 64, 2 ≤ R ≤ S/2, 1 ≤ k ≤ min(8, S/2), 16 ≤ n ≤ 64; p = 2, b = 0, β = 4 ln V',
  distribution: `${LATIN_SIZES_OF_D}; n uniform in 16 … 64`,
  tolerance: TRAINING,
  thresholds: [
    {
      quantity: 'largest rise',
      limit: '≤ 10⁻¹²',
      basis:
        'rounding: a loss is a mean of log-sum-exps of logits ≤ β ≈ 30 whose sums of some tens of terms carry a relative error of about 10⁻¹⁴. 0 of 14,107 runs rose in spec/model.md §7',
    },
    {
      quantity: 'final / first loss',
      limit: '≤ 0.5',
      basis: 'both final losses were at most 0.07 of the first in 386 tables of D (spec/model.md §7)',
    },
  ],
  expected: 'HOLDS',
};

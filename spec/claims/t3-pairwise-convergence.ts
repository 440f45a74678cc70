import type { Claim } from '../../src/verify/claim.js';
import { LATIN } from '../assumptions.js';
import { LATIN_SIZES_OF_D } from '../domain-d.js';
import { sentence } from '../paper.js';
import { TRAINING } from '../tolerances.js';

/** T3. */
export const T3: Claim = {
  id: 'T3',
  slug: 'pairwise-convergence',
  kind: 'rate',
  statement:
    'After 200 steps the relation row has left the query (at most 0.6 of its uniform share) and treats the members of a pair alike (balance at least 0.75); the answer row has gone to the pair (s_q, r̂) (mass at least 0.8) and treats its members alike (balance at least 0.75).',
  reading:
    'Convergence to a pairwise pattern, as far as 200 steps carry it. Each row is judged by itself: freezing either must refute the claim.',
  source: sentence('S7'),
  assumptions: [...LATIN, 'sizes of D', 'samples of D'],
  domain: 'D: Latin, 8 ≤ S ≤ 64, 2 ≤ R ≤ S/2, 1 ≤ k ≤ min(8, S/2), 16 ≤ n ≤ 64; p = 2, b = 0, β = 4 ln V, η = 0.3',
  distribution: `${LATIN_SIZES_OF_D}; n uniform in 16 … 64`,
  tolerance: TRAINING,
  thresholds: [
    { quantity: 'query share', limit: '≤ 0.6', basis: 'ended at ≤ 0.508 in every run of spec/model.md §7; a frozen row keeps 1' },
    { quantity: 'relation balance', limit: '≥ 0.75', basis: '≥ 0.80 in 1,981 cyclic tables of D (spec/model.md §7)' },
    {
      quantity: 'answer mass',
      limit: '≥ 0.8',
      basis: '≥ 0.84 in 1,981 cyclic tables of D (spec/model.md §7); uniform attention has 2/(2k + 2) ≤ 0.5',
    },
    { quantity: 'answer balance', limit: '≥ 0.75', basis: '≥ 0.80 in 1,981 cyclic tables of D (spec/model.md §7)' },
  ],
  expected: 'HOLDS',
};

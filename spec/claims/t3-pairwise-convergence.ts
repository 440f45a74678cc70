import type { Claim } from '../../src/verify/claim.js';
import { LATIN } from '../stated-assumptions.js';
import { DOMAIN_D } from '../domains/training-domains.js';
import { sentence } from '../paper.js';
import { TRAINING } from '../tolerances.js';
import { drawnSamplesOf, drawnSizesOf, samplesOf, sizesOf } from '../domains/training-domain.js';

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
  domain: `D: Latin, ${sizesOf(DOMAIN_D)}, ${samplesOf(DOMAIN_D)}; p = 2, b = 0, β = 4 ln V, η = 0.3`,
  distribution: `${drawnSizesOf(DOMAIN_D)}; ${drawnSamplesOf(DOMAIN_D)}`,
  tolerance: TRAINING,
  thresholds: [
    {
      quantity: 'query share',
      bound: 'at most',
      value: 0.6,
      basis: 'ended at ≤ 0.508 in every run of spec/measurements.md#training-in-d; a frozen row keeps 1',
    },
    {
      quantity: 'relation balance',
      bound: 'at least',
      value: 0.75,
      basis: '≥ 0.80 in 1,981 cyclic tables of D (spec/measurements.md#training-in-d)',
    },
    {
      quantity: 'answer mass',
      bound: 'at least',
      value: 0.8,
      basis: '≥ 0.829 in 2,000 draws of D (spec/measurements.md#training-in-d); uniform attention has 2/(2k + 2) ≤ 0.5',
    },
    {
      quantity: 'answer balance',
      bound: 'at least',
      value: 0.75,
      basis: '≥ 0.798 in 2,000 draws of D (spec/measurements.md#training-in-d)',
    },
  ],
  expected: 'HOLDS',
  milliseconds: 40,
};

import type { Claim } from '../../src/verify/claim.js';
import { LATIN } from '../stated-assumptions.js';
import { DOMAIN_T1 } from '../domains/training-domains.js';
import { sentence } from '../paper.js';
import { TRAINING } from '../tolerances.js';
import { drawnSamplesOf, drawnSizesOf, samplesOf, sizesOf } from '../domains/training-domain.js';

export const T1: Claim = {
  id: 'T1',
  slug: 'first-step',
  kind: 'universal',
  statement:
    'One gradient step from uniform attention at η = 0.3 takes attention off the query in the relation row, and moves it onto the pair (s_q, r), onto each of its members, in the answer row.',
  reading:
    'Convergence must begin in the right direction, before any accident of the sample decides between pairs; it does from a single prompt on.',
  source: sentence('S7'),
  assumptions: [...LATIN, 'sizes of T1', 'samples of T1'],
  domain: `Latin, ${sizesOf(DOMAIN_T1)}, ${samplesOf(DOMAIN_T1)}; p = 2, b = 0, β = 4 ln V, η = 0.3, one step`,
  distribution: `${drawnSizesOf(DOMAIN_T1)}; ${drawnSamplesOf(DOMAIN_T1)}`,
  tolerance: TRAINING,
  thresholds: [
    {
      quantity: 'relation row: share of the query lost',
      bound: 'at least',
      value: 1e-6,
      basis:
        'a thousandth of a thousandth of the share, to tell a move from rounding: at least 0.005 in 4,000 draws (seed 3); the direction held in all 173,008 cases of spec/measurements.md#first-step',
    },
    {
      quantity: 'answer row: share of the query gained',
      bound: 'at least',
      value: 1e-6,
      basis:
        'a thousandth of a thousandth of the share, to tell a move from rounding: at least 0.029 in 4,000 draws (seed 3); the direction held in all 173,008 cases of spec/measurements.md#first-step',
    },
    {
      quantity: 'answer row: share of the relation gained',
      bound: 'at least',
      value: 1e-6,
      basis:
        'a thousandth of a thousandth of the share, to tell a move from rounding: at least 0.027 in 4,000 draws (seed 3); the direction held in all 173,008 cases of spec/measurements.md#first-step',
    },
  ],
  expected: 'HOLDS',
  milliseconds: 9,
};

import type { Claim } from '../../../src/verify/claim.js';
import { LATIN } from '../../../spec/stated-assumptions.js';
import { drawnSamplesOf, drawnSizesOf, samplesOf, sizesOf } from '../../../spec/domains/training-domain.js';
import { DOMAIN_T1 } from '../../../spec/domains/training-domains.js';
import { sentence } from '../../../spec/paper.js';
import { TRAINING } from '../../../spec/tolerances.js';

/** A claim that the suite does not have: what somebody would write first who adds one. */
export const TOY: Claim = {
  id: 'X1',
  slug: 'one-step-helps',
  kind: 'universal',
  statement: 'One gradient step from uniform attention lowers the loss of the answer row.',
  reading: 'A toy, to show what adding a claim takes.',
  source: sentence('S7'),
  assumptions: [...LATIN, 'sizes of T1', 'samples of T1'],
  domain: `Latin, ${sizesOf(DOMAIN_T1)}, ${samplesOf(DOMAIN_T1)}; p = 2, b = 0, β = 4 ln V, η = 0.3, one step`,
  distribution: `${drawnSizesOf(DOMAIN_T1)}; ${drawnSamplesOf(DOMAIN_T1)}`,
  tolerance: TRAINING,
  thresholds: [{ quantity: 'loss lost', bound: 'at least', value: 0, basis: 'its sign' }],
  expected: 'HOLDS',
  milliseconds: 9,
};

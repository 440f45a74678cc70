import type { Claim } from '../../src/verify/claim.js';
import { DOMAIN_M2, DRAWN_FOR_M2 } from '../domains/domain-m2.js';
import { ALGEBRAIC } from '../tolerances.js';

export const M2: Claim = {
  id: 'M2',
  slug: 'recall-boundary',
  kind: 'universal',
  statement:
    'Read at ½u_s + ½u_r the constructed memory returns a = a*(s, r) exactly when σ(1) + (c_s(a) + c_r(a) − 2) σ(½) > (c_s(a′) + c_r(a′)) σ(½) for every a′ ≠ a: above it a is the top token, below it another answer is, and at equality they tie.',
  reading:
    'Where M1 ends: M1 says which tables are recalled whole, this says of every single fact whether it is, from two counts and no model. Ambiguous pairs help the answer they share, hubs hurt what stands beside them. Both sides are held to the tie tolerance of spec/model.md §2, which is absolute below 1: a bias so near 1 that β(1 − b)^p is under it leaves a tie.',
  source: 'beyond the abstract',
  assumptions: ['b < 1'],
  domain: `arbitrary partial, many-to-one tables, ambiguous pairs and hubs among them; p ∈ {${DOMAIN_M2.powers.min}, …, ${DOMAIN_M2.powers.max}}, 0 ≤ b < 1; one stored fact (s, r) a case`,
  distribution: DRAWN_FOR_M2,
  tolerance: ALGEBRAIC,
  thresholds: [
    {
      quantity: 'gap as foretold',
      bound: 'at least',
      value: 0,
      basis:
        'the gap between a and the best other token, in logits, counted against the claim where the outcome is not the one foretold; spec/model.md §6 follows from which units two tokens touch, so no exception is allowed. The foretold outcome comes from counts alone: whole numbers at b = 0',
    },
  ],
  expected: 'HOLDS',
};

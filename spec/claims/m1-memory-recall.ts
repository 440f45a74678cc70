import type { Claim } from '../../src/verify/claim.js';
import { CLAIMED_FOR_M1, DRAWN_FOR_M1 } from '../domains/domain-m1.js';
import { sentence } from '../paper.js';
import { ALGEBRAIC } from '../tolerances.js';

export const M1: Claim = {
  id: 'M1',
  slug: 'memory-recall',
  kind: 'universal',
  statement:
    'Read at ½u_s + ½u_r the constructed memory returns a*(s, r), and read at ½u_s + ½u_a*(s, r) it returns r, for every stored triplet (s, r, a).',
  reading:
    'A memory "over triplets" must answer a triplet from any two of its members that a prompt can attend to; equal halves are what the pairwise pattern converges to.',
  source: sentence('S6'),
  assumptions: ['unambiguous', 'hub-free(2^p − 1)'],
  domain: CLAIMED_FOR_M1,
  distribution: DRAWN_FOR_M1,
  tolerance: ALGEBRAIC,
  thresholds: [
    {
      quantity: 'answer gap',
      bound: 'at least',
      value: 0,
      basis: 'logits beyond the tie tolerance of spec/model.md §2; the inequality is spec/model.md §6',
    },
    {
      quantity: 'relation gap',
      bound: 'at least',
      value: 0,
      basis: 'logits beyond the tie tolerance of spec/model.md §2; the inequality is spec/model.md §6',
    },
  ],
  expected: 'HOLDS',
  milliseconds: 2,
};

import type { Claim } from '../../src/verify/claim.js';
import { LATIN } from '../stated-assumptions.js';
import { HALVES_OF_P2 } from '../domains/domain-p1.js';
import { sentence } from '../paper.js';
import { ALGEBRAIC } from '../tolerances.js';
import { P1 } from './p1-pairwise-sufficient.js';

export const P2: Claim = {
  id: 'P2',
  slug: 'halves-say-nothing',
  kind: 'universal',
  statement:
    'A relation row that attends to subjects only, the query among them, gives all relations the same logit, and so does one that attends to answers only, whatever the weights.',
  reading:
    'The other side of P1: why the pattern must be pairwise. On a Latin table a subject by itself, or an answer by itself, belongs to every relation alike; only the two members of a pair together tell one. Equal means within the tie tolerance of spec/model.md §2.',
  source: sentence('S7'),
  assumptions: [...LATIN, 'sizes of P1'],
  domain: P1.domain,
  distribution: `${P1.distribution}; ${HALVES_OF_P2}`,
  tolerance: ALGEBRAIC,
  thresholds: ['subjects', 'answers'].map((half) => ({
    quantity: `${half} only: spread of the relations`,
    bound: 'at most' as const,
    value: 0,
    basis:
      'the largest less the smallest of the R logits, beyond the tie tolerance. By spec/model.md §6 each is β Σ_s σ(X_s) where only subjects are read, since dom r holds them all, and β Σ_a σ(X_a) where only answers are, since c_r(a) = 1',
  })),
  expected: 'HOLDS',
};

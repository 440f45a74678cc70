import type { Claim } from '../../src/verify/claim.js';
import { LATIN } from '../stated-assumptions.js';
import { DOMAIN_P1, ROWS_OF_P1, SIZES_OF_P1 } from '../domains/domain-p1.js';
import { sentence } from '../paper.js';
import { ALGEBRAIC } from '../tolerances.js';

export const P1: Claim = {
  id: 'P1',
  slug: 'pairwise-sufficient',
  kind: 'universal',
  statement:
    'Any relation row with no weight on the query, and subject and answer weights that decrease in the same order over the pairs (each at least 1 % below the one before), followed by ½/½ on (s_q, r̂), answers every prompt.',
  reading:
    'The pairwise pattern is sufficient, not only where training happens to end. Weights must differ between pairs: equal ones cannot bind a subject to its answer.',
  source: sentence('S7'),
  assumptions: [...LATIN, 'sizes of P1'],
  domain: `Latin, ${SIZES_OF_P1}; p = 2, b = 0; the subjects share ${DOMAIN_P1.subjectShare.min} to ${DOMAIN_P1.subjectShare.max} of the row`,
  distribution: `S uniform in ${DOMAIN_P1.subjects.min} … ${DOMAIN_P1.subjects.max}, R in 1 … S, k in 1 … min(${DOMAIN_P1.pairs.max}, S − 1), each uniform; a Latin table of a family drawn uniformly from those that exist at S; ${ROWS_OF_P1}`,
  tolerance: ALGEBRAIC,
  thresholds: [
    {
      quantity: 'relation gap',
      bound: 'at least',
      value: 0,
      basis:
        'logits beyond the tie tolerance. By the rearrangement inequality (spec/model.md §6) the gap is at least 2β (x₁ − x₂)(y₁ − y₂) ≥ 2β · 10⁻⁴ x₁ y₁, x₁, y₁ ≥ 0.1/8: more than 10⁻⁷, above the tolerance of about 10⁻⁸',
    },
    {
      quantity: 'answer gap',
      bound: 'at least',
      value: 0,
      basis: 'logits beyond the tie tolerance; β/2 on Latin tables (spec/model.md §6)',
    },
  ],
  expected: 'HOLDS',
  milliseconds: 2,
};

import type { Claim } from '../../src/verify/claim.js';
import { LATIN } from '../stated-assumptions.js';
import { SIZES_OF_P3, SIZES_OF_P3B } from '../domains/domain-p3.js';
import { ALGEBRAIC } from '../tolerances.js';

const NORMALIZED =
  'none: every normalized Latin table (the first relation the identity; others follow by relabelling answers) with every prompt, the order of the pairs left out, once';

export const P3: Claim = {
  id: 'P3',
  slug: 'equal-spread-cannot-bind',
  kind: 'existence',
  statement: `Relation attention spread equally over two pairs ties on some prompt already at ${SIZES_OF_P3}.`,
  reading:
    'Why T4’s broken symmetry is worth something, and P1 asks for unequal weights: an equal spread is a bag of tokens, and where another relation swaps the answers of two subjects, the bag reads as well under it. That takes an intercalate, two subjects and two relations that swap two answers; 3 of the 9 normalized tables have one.',
  source: 'beyond the abstract',
  assumptions: [...LATIN, 'sizes of P3'],
  domain: `normalized Latin tables, ${SIZES_OF_P3}; p = 2, b = 0; ¼ on each member of the two pairs, none on the query`,
  distribution: NORMALIZED,
  tolerance: ALGEBRAIC,
  thresholds: [
    {
      quantity: 'distance from a tie',
      bound: 'at most',
      value: 0,
      basis:
        'the gap between r and the best other token in size, beyond the tie tolerance of spec/model.md §2; for a swap ℓ_r = ℓ_r′ by the binding formula of spec/model.md §6',
    },
  ],
  expected: 'HOLDS',
};

export const P3B: Claim = {
  ...P3,
  id: 'P3b',
  slug: 'equal-spread-binds-below',
  kind: 'universal',
  statement: 'At S ≤ 3 relation attention spread equally over the pairs infers r from every prompt of every Latin table.',
  reading:
    'That P3’s witness is the smallest: with three subjects no relation swaps two answers of another without keeping the third, which a Latin table forbids.',
  assumptions: [...LATIN, 'sizes of P3b'],
  domain: `normalized Latin tables, ${SIZES_OF_P3B}; p = 2, b = 0; 1/(2k) on each member of the k pairs, none on the query`,
  thresholds: [
    {
      quantity: 'relation gap',
      bound: 'at least',
      value: 0,
      basis: 'logits beyond the tie tolerance of spec/model.md §2; decided by enumeration, so no rate is left over',
    },
  ],
};

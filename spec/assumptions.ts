import { SIZES_OF_P1 } from './domains/domain-p1.js';
import { SIZES_OF_P3, SIZES_OF_P3B } from './domains/domain-p3.js';
import { DOMAIN_D, DOMAIN_G1, DOMAIN_G2A, DOMAIN_G2B, DOMAIN_G3, DOMAIN_S3, DOMAIN_T1, DOMAIN_T6 } from './domains/training-domains.js';
import { samplesOf, sizesOf } from './domains/training-domain.js';

/** The assumptions that claims name, each with what it says of a knowledge base (spec/model.md §1, §7). */
export const ASSUMPTIONS = {
  total: 'every subject has an answer under every relation',
  injective: 'no relation maps two subjects to one answer',
  unambiguous: 'a (subject, answer) pair belongs to at most one relation',
  onto: 'every relation uses every answer',
  'hub-free(2^p − 1)': 'no relation maps 2^p − 1 or more subjects to one answer, p the power of the memory',
  'b < 1': 'the bias of the memory is below 1, so that a unit whose two inputs are both there fires',
  'sizes of D': sizesOf(DOMAIN_D),
  'samples of D': samplesOf(DOMAIN_D),
  'k ≥ 2': 'prompts have at least two pairs',
  'sizes of T1': sizesOf(DOMAIN_T1),
  'samples of T1': samplesOf(DOMAIN_T1),
  'sizes of T6': sizesOf(DOMAIN_T6),
  'sizes of S3': sizesOf(DOMAIN_S3),
  'sizes of G1': sizesOf(DOMAIN_G1),
  'sizes of G2a': sizesOf(DOMAIN_G2A),
  'samples of G2a': samplesOf(DOMAIN_G2A),
  'sizes of G2b': sizesOf(DOMAIN_G2B),
  'sizes of G3': sizesOf(DOMAIN_G3),
  'sizes of P1': SIZES_OF_P1,
  'sizes of P3': SIZES_OF_P3,
  'sizes of P3b': SIZES_OF_P3B,
} as const;

/** The name of an assumption. */
export type AssumptionName = keyof typeof ASSUMPTIONS;

/** A Latin table meets these four. */
export const LATIN = ['total', 'injective', 'unambiguous', 'onto'] as const satisfies readonly AssumptionName[];

import { SIZES_OF_P1 } from './domain-p1.js';
import { DOMAIN_D, DOMAIN_G1, DOMAIN_G2A, DOMAIN_G2B, DOMAIN_G3 } from './domains.js';
import { samplesOf, sizesOf } from './training-domain.js';

/** The assumptions that claims name, each with what it says of a knowledge base (spec/model.md §1, §7). */
export const ASSUMPTIONS = {
  total: 'every subject has an answer under every relation',
  injective: 'no relation maps two subjects to one answer',
  unambiguous: 'a (subject, answer) pair belongs to at most one relation',
  onto: 'every relation uses every answer',
  'hub-free(2^p − 1)': 'no relation maps 2^p − 1 or more subjects to one answer, p the power of the memory',
  'sizes of D': sizesOf(DOMAIN_D),
  'samples of D': samplesOf(DOMAIN_D),
  'sizes of G1': sizesOf(DOMAIN_G1),
  'sizes of G2a': sizesOf(DOMAIN_G2A),
  'samples of G2a': samplesOf(DOMAIN_G2A),
  'sizes of G2b': sizesOf(DOMAIN_G2B),
  'sizes of G3': sizesOf(DOMAIN_G3),
  'sizes of P1': SIZES_OF_P1,
} as const;

/** The name of an assumption. */
export type AssumptionName = keyof typeof ASSUMPTIONS;

/** A Latin table meets these four. */
export const LATIN = ['total', 'injective', 'unambiguous', 'onto'] as const satisfies readonly AssumptionName[];

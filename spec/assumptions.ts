import { TABLES_OF_P1 } from './domains/domain-p1.js';
import { DOMAIN_P3, DOMAIN_P3B } from './domains/domain-p3.js';
import type { TableDomain, TrainingDomain } from './domains/training-domain.js';
import {
  DOMAIN_D,
  DOMAIN_G1,
  DOMAIN_G2A,
  DOMAIN_G2B,
  DOMAIN_G3,
  DOMAIN_S3,
  DOMAIN_T1,
  DOMAIN_T6,
} from './domains/training-domains.js';

/** Assumptions about table sizes and prompt lengths, each with the domain that sets the limits. */
export const SIZE_ASSUMPTIONS = {
  'sizes of D': DOMAIN_D,
  'sizes of T1': DOMAIN_T1,
  'sizes of T6': DOMAIN_T6,
  'sizes of S3': DOMAIN_S3,
  'sizes of G1': DOMAIN_G1,
  'sizes of G2a': DOMAIN_G2A,
  'sizes of G2b': DOMAIN_G2B,
  'sizes of G3': DOMAIN_G3,
  'sizes of P1': TABLES_OF_P1,
  'sizes of P3': DOMAIN_P3,
  'sizes of P3b': DOMAIN_P3B,
} as const satisfies Record<string, TableDomain>;

/** Assumptions about the number of prompts, each with the domain that sets the limits. */
export const SAMPLE_ASSUMPTIONS = {
  'samples of D': DOMAIN_D,
  'samples of T1': DOMAIN_T1,
  'samples of G2a': DOMAIN_G2A,
} as const satisfies Record<string, TrainingDomain>;

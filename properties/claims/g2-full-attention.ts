import { G2A, G2B } from '../../spec/claims/g2-full-attention.js';
import { DOMAIN_G2A, DOMAIN_G2B } from '../../spec/domains/training-domains.js';
import { meanAttentionPattern } from '../../src/analysis/attention-pattern.js';
import { against, conclude } from '../../src/verify/conclusion.js';
import type { TrainingCase } from '../cases/training-case.js';
import type { ClaimRecord } from '../claim-record.js';
import { fullAttention, type FullyTrained } from '../experiments/full-attention.js';
import { fullAttentionSystemAccuracy } from '../experiments/system-accuracy.js';
import { presentedTo } from '../systems/system.js';
import { patternQuantities } from './t3-pairwise-convergence.js';

/** The number of prompts that the pattern is averaged over. */
const PATTERN_PROMPTS = 100;

const NOT_ON_TABLES = { why: 'a given table is held to the claims about positional attention' } as const;

export const TWO_PROMPTS: ClaimRecord<TrainingCase, FullyTrained> = {
  claim: G2A,
  random: fullAttention('full attention on two prompts', DOMAIN_G2A),
  onTable: NOT_ON_TABLES,
  ablation: { why: 'a case of full attention takes a second; S1 claims as much for positional attention' },
  heldTo: {
    models: ['seen-facts-memory', 'content-only-attention', 'linear-memory', 'ascent'],
    why: () => 'a case takes half a second; S1 is held to the same error with positional attention',
  },
  conclude: (claim, { fresh }, { system, engine, rows }) =>
    conclude([against(claim, 'accuracy', fullAttentionSystemAccuracy(system, engine, rows, fresh))]),
};

export const FULL_ATTENTION: ClaimRecord<TrainingCase, FullyTrained> = {
  claim: G2B,
  random: fullAttention('full attention on half of the facts', DOMAIN_G2B),
  onTable: NOT_ON_TABLES,
  ablation: { why: 'a case of full attention takes a second; T3 and S3 claim as much for positional attention' },
  heldTo: {
    models: ['content-only-attention', 'linear-memory', 'permuted-labels', 'ascent'],
    why: () => 'a case takes half a second; T3 and S3 are held to the same error with positional attention',
  },
  conclude(claim, { fresh }, { system, engine, rows }) {
    const { prompts } = presentedTo(system, fresh);
    return conclude([
      ...patternQuantities(claim, meanAttentionPattern(engine, rows, prompts.slice(0, PATTERN_PROMPTS))),
      against(claim, 'accuracy', fullAttentionSystemAccuracy(system, engine, rows, fresh)),
    ]);
  },
};

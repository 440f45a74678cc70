import { PRETRAINED_MEMORY } from './claims/g1-pretrained-memory.js';
import { FULL_ATTENTION, TWO_PROMPTS } from './claims/g2-full-attention.js';
import {
  PATTERN_FROM_PREDICTED_D,
  RANDOM_PATTERN_BELOW_V,
  RANDOM_RECALL_BELOW_V,
  RECALL_FROM_PREDICTED_D,
} from './claims/g3-near-orthogonal.js';
import { MEMORY_RECALL } from './claims/m1-memory-recall.js';
import { RECALL_BOUNDARY } from './claims/m2-recall-boundary.js';
import { PAIRWISE_SUFFICIENT } from './claims/p1-pairwise-sufficient.js';
import { HALVES_SAY_NOTHING } from './claims/p2-halves-say-nothing.js';
import { EQUAL_SPREAD_BINDS, EQUAL_SPREAD_TIES } from './claims/p3-equal-spread-cannot-bind.js';
import { POLYLOG_ACCURACY } from './claims/s1-polylog-accuracy.js';
import { FULL_ATTENTION_SCALING, SAMPLE_SCALING } from './claims/s2-sample-scaling.js';
import { UNSEEN_FACTS } from './claims/s3-unseen-facts.js';
import { FIRST_STEP } from './claims/t1-first-step.js';
import { LOSS_DESCENDS } from './claims/t2-loss-descends.js';
import { PAIRWISE_CONVERGENCE } from './claims/t3-pairwise-convergence.js';
import { ONE_PAIR_WINS } from './claims/t4-one-pair-wins.js';
import { EQUIVARIANCE, TRAINED_EQUIVARIANCE } from './claims/t5-equivariance.js';
import { KEEPS_CONVERGING } from './claims/t6-keeps-converging.js';
import type { ClaimRecord } from './claim-record.js';

/** The record of every claim, in the order of reports. Controls are these claims on broken models: see spec/claims/controls.ts. */
export const REGISTRY: readonly ClaimRecord[] = [
  MEMORY_RECALL,
  RECALL_BOUNDARY,
  PAIRWISE_SUFFICIENT,
  HALVES_SAY_NOTHING,
  EQUAL_SPREAD_TIES,
  EQUAL_SPREAD_BINDS,
  FIRST_STEP,
  LOSS_DESCENDS,
  PAIRWISE_CONVERGENCE,
  ONE_PAIR_WINS,
  EQUIVARIANCE,
  TRAINED_EQUIVARIANCE,
  KEEPS_CONVERGING,
  POLYLOG_ACCURACY,
  SAMPLE_SCALING,
  FULL_ATTENTION_SCALING,
  UNSEEN_FACTS,
  PRETRAINED_MEMORY,
  TWO_PROMPTS,
  FULL_ATTENTION,
  RANDOM_RECALL_BELOW_V,
  RANDOM_PATTERN_BELOW_V,
  RECALL_FROM_PREDICTED_D,
  PATTERN_FROM_PREDICTED_D,
];

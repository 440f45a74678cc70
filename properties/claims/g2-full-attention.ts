import { G2A, G2B } from '../../spec/claims/g2-full-attention.js';
import type { Engine } from '../../src/engine/engine.js';
import { meanAttentionPattern } from '../../src/analysis/attention-pattern.js';
import { buildTransformer } from '../../src/model/transformer.js';
import type { PerStep } from '../../src/training/fine-tuning.js';
import {
  ATTENTION_BLOCKS,
  trainFullAttention,
  type AttentionBlock,
  type FullAttentionRow,
} from '../../src/training/full-attention.js';
import type { Claim } from '../../src/verify/claim.js';
import { against, conclude } from '../../src/verify/conclusion.js';
import type { UnmetAssumption, ClaimTest, Experiment } from '../../src/verify/experiment.js';
import { CaseArbitrary, type CaseKind } from '../cases/case-arbitrary.js';
import type { TrainingCase } from '../cases/training-case.js';
import { fullAttentionSystemAccuracy } from '../experiments/system-accuracy.js';
import { presentedTo, shownTo, storedBy, type System } from '../systems/system.js';
import { patternQuantities } from './t3-pairwise-convergence.js';
import { byValueFor } from '../experiments/training-experiment.js';

/** Prompts that the pattern is a mean over. */
const PATTERN_PROMPTS = 100;

/** A trained attention of content and position, and the system and engine it was trained on. */
export interface FullyTrained {
  readonly system: System;
  readonly engine: Engine;
  readonly rows: PerStep<FullAttentionRow>;
}

/** Trains the blocks of full attention, all of them or some, once per case. */
export function fullAttentionExperiment(
  id: string,
  kind: CaseKind<TrainingCase>,
  test: ClaimTest<TrainingCase, FullyTrained>,
  system: System,
  blocks: readonly AttentionBlock[] = system.blocks ?? ATTENTION_BLOCKS,
): Experiment<TrainingCase, FullyTrained> {
  return {
    id: `${id}, ${system.id}`,
    arbitrary: new CaseArbitrary(kind),
    observe({ table, prompts, spec: { seed } }) {
      const engine = system.open(buildTransformer(storedBy(system, table, prompts), system.transformer), seed);
      return { system, engine, rows: trainFullAttention(engine, shownTo(system, prompts), { blocks }).rows };
    },
    ...byValueFor(system, true),
    describe: (value) => value.describe(),
    stratum: ({ spec }) => spec.tableSpec?.family ?? 'given table',
    tests: [test],
  };
}

/** G2a. */
export function twoPrompts(unmet: (value: TrainingCase) => UnmetAssumption[]): ClaimTest<TrainingCase, FullyTrained> {
  return {
    claim: G2A,
    unmet,
    conclude: ({ fresh }, { system, engine, rows }) =>
      conclude([against(G2A, 'accuracy', fullAttentionSystemAccuracy(system, engine, rows, fresh))]),
  };
}

/** G2b; `claim` is G2b or its control. */
export function fullAttention(
  unmet: (value: TrainingCase) => UnmetAssumption[],
  claim: Claim = G2B,
): ClaimTest<TrainingCase, FullyTrained> {
  return {
    claim,
    unmet,
    conclude: ({ fresh }, { system, engine, rows }) => {
      const { prompts } = presentedTo(system, fresh);
      return conclude([
        ...patternQuantities(claim, meanAttentionPattern(engine, rows, prompts.slice(0, PATTERN_PROMPTS))),
        against(claim, 'accuracy', fullAttentionSystemAccuracy(system, engine, rows, fresh)),
      ]);
    },
  };
}

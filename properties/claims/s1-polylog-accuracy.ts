import { S1 } from '../../spec/claims/s1-polylog-accuracy.js';
import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import type { Claim } from '../../src/verify/claim.js';
import { against, conclude } from '../../src/verify/conclusion.js';
import type { UnmetAssumption, ClaimTest } from '../../src/verify/experiment.js';
import { systemAccuracy } from '../experiments/system-accuracy.js';
import type { TrainingCase } from '../cases/training-case.js';
import type { Trained } from '../experiments/training-experiment.js';

/** n = ⌈log₂ N⌉, at least 1. */
export function logarithmicSamples({ facts }: Pick<KnowledgeBase, 'facts'>): number {
  return Math.max(1, Math.ceil(Math.log2(facts)));
}

/** S1 of a training run on ⌈log₂ N⌉ prompts; `claim` is S1, or S3 where the case's fresh prompts come from facts held out. */
export function polylogAccuracy(unmet: (value: TrainingCase) => UnmetAssumption[], claim: Claim = S1): ClaimTest<TrainingCase, Trained> {
  return {
    claim,
    unmet,
    conclude: ({ fresh }, { system, engine, run }) =>
      conclude([against(claim, 'accuracy', systemAccuracy(system, engine, run.theta, fresh))]),
  };
}

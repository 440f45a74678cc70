import { G1 } from '../../spec/claims/g1-pretrained-memory.js';
import { against, conclude } from '../../src/verify/conclusion.js';
import type { UnmetAssumption, ClaimTest } from '../../src/verify/experiment.js';
import { systemAccuracy } from '../experiments/system-accuracy.js';
import type { TrainingCase } from '../cases/training-case.js';
import { finalPattern, patternQuantities } from './t3-pairwise-convergence.js';
import type { Trained } from '../experiments/training-experiment.js';

/** G1 of a training run before a pretrained memory. */
export function pretrainedPattern(unmet: (value: TrainingCase) => UnmetAssumption[]): ClaimTest<TrainingCase, Trained> {
  return {
    claim: G1,
    unmet,
    conclude: ({ fresh }, { system, engine, run }) =>
      conclude([
        ...patternQuantities(G1, finalPattern(run)),
        against(G1, 'accuracy', systemAccuracy(system, engine, run.theta, fresh)),
      ]),
  };
}

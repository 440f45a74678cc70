import { T4 } from '../../spec/claims/t4-one-pair-wins.js';
import { attentionPattern } from '../../src/analysis/attention-pattern.js';
import { against, conclude } from '../../src/verify/conclusion.js';
import type { UnmetAssumption, ClaimTest } from '../../src/verify/experiment.js';
import type { TrainingCase } from '../cases/training-case.js';
import type { Trained } from '../experiments/training-experiment.js';

/** T4 of a training run. */
export function onePairWins(unmet: (value: TrainingCase) => UnmetAssumption[]): ClaimTest<TrainingCase, Trained> {
  return {
    claim: T4,
    unmet,
    conclude(_, { run: { snapshots } }) {
      const { relation } = attentionPattern(snapshots[snapshots.length - 1].attention);
      return conclude([against(T4, 'top share', relation.topShare)]);
    },
  };
}

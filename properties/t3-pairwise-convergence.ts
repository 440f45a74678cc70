import { T3 } from '../spec/claims/t3-pairwise-convergence.js';
import { attentionPattern } from '../src/analysis/attention-pattern.js';
import type { Claim } from '../src/verify/claim.js';
import { against, conclude } from '../src/verify/conclusion.js';
import type { Breach, ClaimTest } from '../src/verify/experiment.js';
import type { TrainingCase } from './cases/training-case.js';
import type { Trained } from './training-experiment.js';

/** T3 of a training run; `claim` is T3 or a control of it. */
export function pairwiseConvergence(
  breaches: (value: TrainingCase) => Breach[],
  claim: Claim = T3,
): ClaimTest<TrainingCase, Trained> {
  return {
    claim,
    breaches,
    conclude(_, { run }) {
      const { relation, answer } = attentionPattern(run.snapshots[run.snapshots.length - 1].attention);
      return conclude([
        against(claim, 'query share', relation.queryShare),
        against(claim, 'relation balance', relation.balance),
        against(claim, 'answer mass', answer.mass),
        against(claim, 'answer balance', answer.balance),
      ]);
    },
  };
}

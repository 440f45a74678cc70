import { T3 } from '../../spec/claims/t3-pairwise-convergence.js';
import { attentionPattern, type PatternMeasures } from '../../src/analysis/attention-pattern.js';
import type { Claim } from '../../src/verify/claim.js';
import { against, conclude, type Quantity } from '../../src/verify/conclusion.js';
import type { UnmetAssumption, ClaimTest } from '../../src/verify/experiment.js';
import type { TrainingRun } from '../../src/training/fine-tuning.js';
import type { TrainingCase } from '../cases/training-case.js';
import type { Trained } from '../experiments/training-experiment.js';

/** T3 of a training run; `claim` is T3 or a control of it. */
export function pairwiseConvergence(
  unmet: (value: TrainingCase) => UnmetAssumption[],
  claim: Claim = T3,
): ClaimTest<TrainingCase, Trained> {
  return {
    claim,
    unmet,
    conclude(_, { run }) {
      return conclude(patternQuantities(claim, finalPattern(run)));
    },
  };
}

/** The measures of T3 at the end of a run. */
export function finalPattern({ snapshots }: TrainingRun): PatternMeasures {
  const { relation, answer } = attentionPattern(snapshots[snapshots.length - 1].attention);
  return {
    queryShare: relation.queryShare,
    relationBalance: relation.balance,
    answerMass: answer.mass,
    answerBalance: answer.balance,
  };
}

/** The measures of T3 against a claim's thresholds. */
export function patternQuantities(claim: Claim, measures: PatternMeasures): Quantity[] {
  return [
    against(claim, 'query share', measures.queryShare),
    against(claim, 'relation balance', measures.relationBalance),
    against(claim, 'answer mass', measures.answerMass),
    against(claim, 'answer balance', measures.answerBalance),
  ];
}

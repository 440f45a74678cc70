import { T3 } from '../../spec/claims/t3-pairwise-convergence.js';
import { attentionPattern, type PatternMeasures } from '../../src/analysis/attention-pattern.js';
import type { TrainingRun } from '../../src/training/fine-tuning.js';
import type { Claim } from '../../src/verify/claim.js';
import { against, conclude, type Conclusion, type Quantity } from '../../src/verify/conclusion.js';
import type { TrainingCase } from '../cases/training-case.js';
import type { ClaimRecord } from '../claim-record.js';
import type { Trained } from '../experiments/trained.js';
import { TRAINING_IN_D } from '../experiments/training-in-d.js';

export const PAIRWISE_CONVERGENCE: ClaimRecord<TrainingCase, Trained> = {
  claim: T3,
  ...TRAINING_IN_D,
  defects: ['subject-bias', 'query-bias', 'shorter-steps', 'mislabelled-prompts'],
  conclude: concludePattern,
};

/** Judges the pattern at the end of a run by the thresholds of a claim. */
export function concludePattern(claim: Claim, _: TrainingCase, { run }: Trained): Conclusion {
  return conclude(patternQuantities(claim, finalPattern(run)));
}

/** The four measures of spec/model.md §5 at the end of a run. */
export function finalPattern({ snapshots }: TrainingRun): PatternMeasures {
  const { relation, answer } = attentionPattern(snapshots[snapshots.length - 1].attention);
  return {
    queryShare: relation.queryShare,
    relationBalance: relation.balance,
    answerMass: answer.mass,
    answerBalance: answer.balance,
  };
}

/** The four measures as quantities, with their margins by a claim's thresholds. */
export function patternQuantities(claim: Claim, measures: PatternMeasures): Quantity[] {
  return [
    against(claim, 'query share', measures.queryShare),
    against(claim, 'relation balance', measures.relationBalance),
    against(claim, 'answer mass', measures.answerMass),
    against(claim, 'answer balance', measures.answerBalance),
  ];
}

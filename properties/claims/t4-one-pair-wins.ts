import { T4 } from '../../spec/claims/t4-one-pair-wins.js';
import { attentionPattern } from '../../src/analysis/attention-pattern.js';
import { against, conclude } from '../../src/verify/conclusion.js';
import type { TrainingCase } from '../cases/training-case.js';
import type { ClaimRecord } from '../claim-record.js';
import type { Trained } from '../experiments/trained.js';
import { TRAINING_IN_D, TRAINING_ON_SEVERAL_PAIRS } from '../experiments/training-in-d.js';

export const ONE_PAIR_WINS: ClaimRecord<TrainingCase, Trained> = {
  claim: T4,
  ...TRAINING_IN_D,
  onTable: TRAINING_ON_SEVERAL_PAIRS,
  defects: ['shorter-steps', 'averaged-pairs'],
  conclude(claim, _, { run: { snapshots } }) {
    const { relation } = attentionPattern(snapshots[snapshots.length - 1].attention);
    return conclude([against(claim, 'top share', relation.topShare)]);
  },
};

import { T2 } from '../../spec/claims/t2-loss-descends.js';
import type { Step } from '../../src/model/step.js';
import { against, conclude } from '../../src/verify/conclusion.js';
import type { TrainingCase } from '../cases/training-case.js';
import type { ClaimRecord } from '../claim-record.js';
import type { Trained } from '../experiments/trained.js';
import { TRAINING_IN_D } from '../experiments/training-in-d.js';

export const LOSS_DESCENDS: ClaimRecord<TrainingCase, Trained> = {
  claim: T2,
  ...TRAINING_IN_D,
  defects: ['gradient-noise', 'longer-steps', 'shorter-steps'],
  conclude(claim, _, { run }) {
    const rowQuantities = (row: Step) => {
      const losses = run.losses[row];
      return [
        against(claim, `${row} row: largest rise`, largestRise(losses)),
        against(claim, `${row} row: final / first loss`, losses[losses.length - 1] / losses[0]),
      ];
    };
    return conclude([...rowQuantities('relation'), ...rowQuantities('answer')]);
  },
};

/** The largest rise of a loss in one step; 0 if it never rose. NaN if a loss is NaN, so that the claim cannot be measured. */
function largestRise(losses: Float64Array): number {
  let rise = 0;
  for (let step = 1; step < losses.length; step++) rise = Math.max(rise, losses[step] - losses[step - 1]);
  return rise;
}

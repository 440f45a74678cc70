import { T1 } from '../../spec/claims/t1-first-step.js';
import type { Step } from '../../src/model/step.js';
import { against, conclude } from '../../src/verify/conclusion.js';
import type { UnmetAssumption, ClaimTest } from '../../src/verify/experiment.js';
import type { TrainingCase } from '../cases/training-case.js';
import type { Trained } from '../experiments/training-experiment.js';

/** T1 of a run of one step. */
export function firstStep(unmet: (value: TrainingCase) => UnmetAssumption[]): ClaimTest<TrainingCase, Trained> {
  return {
    claim: T1,
    unmet,
    conclude(_, { run: { snapshots } }) {
      const [before, after] = [snapshots[0].attention, snapshots[snapshots.length - 1].attention];
      const query = before.relation.length - 1; // in both rows: r̂ stands behind it
      const gain = (row: Step, place: number) => after[row][place] / before[row][place] - 1;
      return conclude([
        against(T1, 'relation row: share of the query lost', -gain('relation', query)),
        against(T1, 'answer row: share of the query gained', gain('answer', query)),
        against(T1, 'answer row: share of the relation gained', gain('answer', query + 1)),
      ]);
    },
  };
}

import { T1 } from '../../spec/claims/t1-first-step.js';
import { DOMAIN_T1 } from '../../spec/domains/training-domains.js';
import type { Step } from '../../src/model/step.js';
import { against, conclude } from '../../src/verify/conclusion.js';
import type { TrainingCase } from '../cases/training-case.js';
import type { ClaimRecord } from '../claim-record.js';
import type { Trained } from '../experiments/trained.js';
import { trainingCases } from '../experiments/training-cases.js';
import { READS_TRAINING, trainingDesigns, type TrainingStudy } from '../experiments/training-design.js';

// T positions of a step: 2k + 1 of the relation row, 2k + 2 of the answer row.

const ONE_STEP: TrainingStudy = {
  name: 'one step',
  reads: READS_TRAINING,
  domain: DOMAIN_T1,
  samples: 'range',
  steps: 1,
  fresh: false,
  cases: trainingCases,
  rounded: false,
};

/** T1, on runs of one step. */
export const FIRST_STEP: ClaimRecord<TrainingCase, Trained> = {
  claim: T1,
  ...trainingDesigns(ONE_STEP),
  defects: ['gradient-noise'],
  conclude(claim, _, { run: { snapshots } }) {
    const [before, after] = [snapshots[0].attention, snapshots[snapshots.length - 1].attention]; // (T) each
    const query = before.relation.length - 1; // in both rows: in the answer row r̂ follows it
    const gain = (row: Step, place: number) => after[row][place] / before[row][place] - 1;
    return conclude([
      against(claim, 'relation row: share of the query lost', -gain('relation', query)),
      against(claim, 'answer row: share of the query gained', gain('answer', query)),
      against(claim, 'answer row: share of the relation gained', gain('answer', query + 1)),
    ]);
  },
};

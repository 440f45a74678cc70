import type { TrainingCase } from '../../../properties/cases/training-case.js';
import type { ClaimRecord } from '../../../properties/claim-record.js';
import type { Trained } from '../../../properties/experiments/trained.js';
import { trainingCases } from '../../../properties/experiments/training-cases.js';
import { READS_TRAINING, trainingDesigns, type TrainingStudy } from '../../../properties/experiments/training-design.js';
import { DOMAIN_T1 } from '../../../spec/domains/training-domains.js';
import { against, conclude } from '../../../src/verify/conclusion.js';
import { TOY } from './statement.js';

const ONE_STEP: TrainingStudy = {
  name: 'a step of the toy',
  reads: READS_TRAINING,
  domain: DOMAIN_T1,
  samples: 'range',
  steps: 1,
  fresh: false,
  cases: trainingCases,
  rounded: true,
};

/** X1. */
export const ONE_STEP_HELPS: ClaimRecord<TrainingCase, Trained> = {
  claim: TOY,
  ...trainingDesigns(ONE_STEP),
  defects: ['gradient-noise'],
  conclude(claim, _, { run: { losses } }) {
    return conclude([against(claim, 'loss lost', losses.answer[0] - losses.answer[1])]);
  },
};

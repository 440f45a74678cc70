import { STEPS_OF_T6, T6 } from '../../spec/claims/t6-keeps-converging.js';
import { DOMAIN_T6 } from '../../spec/domains/training-domains.js';
import type { TrainingCase } from '../cases/training-case.js';
import type { ClaimRecord } from '../claim-record.js';
import type { Trained } from '../experiments/trained.js';
import { trainingCases } from '../experiments/training-cases.js';
import { READS_TRAINING, trainingDesigns, type TrainingStudy } from '../experiments/training-design.js';
import { concludePattern } from './t3-pairwise-convergence.js';

const LONG_TRAINING: TrainingStudy = {
  name: 'training on',
  reads: READS_TRAINING,
  domain: DOMAIN_T6,
  samples: 'range',
  steps: STEPS_OF_T6,
  fresh: false,
  cases: trainingCases,
  rounded: false,
};

/** T6: T3's measures after ten times as many steps. */
export const KEEPS_CONVERGING: ClaimRecord<TrainingCase, Trained> = {
  claim: T6,
  ...trainingDesigns(LONG_TRAINING),
  defects: ['subject-bias', 'query-bias', 'shorter-steps'],
  conclude: concludePattern,
};

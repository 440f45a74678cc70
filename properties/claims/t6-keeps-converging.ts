import { STEPS_OF_T6, T6 } from '../../spec/claims/t6-keeps-converging.js';
import { DOMAIN_T6 } from '../../spec/domains/training-domains.js';
import type { TrainingCase } from '../cases/training-case.js';
import type { ClaimRecord } from '../claim-record.js';
import type { Trained } from '../experiments/trained.js';
import {
  READS_TRAINING,
  trainingOnRandomTables,
  trainingOnTable,
  trainingWithout,
  type TrainingStudy,
} from '../experiments/training-design.js';
import { concludePattern } from './t3-pairwise-convergence.js';

const TRAINING_ON: TrainingStudy = {
  name: 'training on',
  reads: READS_TRAINING,
  domain: DOMAIN_T6,
  samples: 'range',
  steps: STEPS_OF_T6,
  fresh: false,
  rounded: false,
};

/** T6: T3's measures after ten times the steps. */
export const KEEPS_CONVERGING: ClaimRecord<TrainingCase, Trained> = {
  claim: T6,
  random: trainingOnRandomTables(TRAINING_ON),
  onTable: trainingOnTable(TRAINING_ON),
  ablation: trainingWithout(TRAINING_ON),
  conclude: concludePattern,
};

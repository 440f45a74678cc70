import { DOMAIN_D } from '../../spec/domains/training-domains.js';
import { trainingCases } from './training-cases.js';
import { READS_TRAINING, trainingDesigns, trainingOnTable, type TrainingStudy } from './training-design.js';

const STUDY: TrainingStudy = {
  name: 'training',
  within: 'D',
  reads: READS_TRAINING,
  domain: DOMAIN_D,
  samples: 'range',
  fresh: false,
  cases: trainingCases,
  rounded: true,
};

/** Training in D by the defaults of spec/model.md §4: the runs that T2, T3 and T4 share. */
export const TRAINING_IN_D = trainingDesigns(STUDY);

/**
 * Training on a given table with prompts of at least two pairs. It has cases of its own: on a given table, either all cases or none may break an
 * assumption, and in the cases of T2 and T3 only some have k = 1.
 */
export const TRAINING_ON_SEVERAL_PAIRS = trainingOnTable({ ...STUDY, name: 'training on several pairs' }, 2);

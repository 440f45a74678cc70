import { DOMAIN_D } from '../../spec/domains/training-domains.js';
import { READS_TRAINING, trainingOnRandomTables, trainingOnTable, trainingWithout, type TrainingStudy } from './training-design.js';

const STUDY: TrainingStudy = {
  name: 'training',
  within: 'D',
  reads: READS_TRAINING,
  domain: DOMAIN_D,
  samples: 'range',
  fresh: false,
  rounded: true,
};

/** Training in D by the defaults of spec/model.md §4: the runs that T2, T3 and T4 share. */
export const TRAINING_IN_D = {
  random: trainingOnRandomTables(STUDY),
  onTable: trainingOnTable(STUDY),
  ablation: trainingWithout(STUDY),
} as const;

/**
 * Training on a given table with prompts of at least two pairs. It has cases of its own: on a given table, either all cases or none may break an
 * assumption, and in the cases of T2 and T3 only some have k = 1.
 */
export const TRAINING_ON_SEVERAL_PAIRS = trainingOnTable({ ...STUDY, name: 'training on several pairs' }, 2);

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

/** Training in D, as spec/model.md §4 has it: the runs that T2, T3 and T4 share. */
export const TRAINING_IN_D = {
  random: trainingOnRandomTables(STUDY),
  onTable: trainingOnTable(STUDY),
  ablation: trainingWithout(STUDY),
} as const;

/**
 * Training on a given table with prompts of two pairs or more. Its cases are its own: what breaks an assumption must do so in every case, and
 * of cases in general only some have k = 1.
 */
export const TRAINING_ON_SEVERAL_PAIRS = trainingOnTable({ ...STUDY, name: 'training on several pairs' }, 2);

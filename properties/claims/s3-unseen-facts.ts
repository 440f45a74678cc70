import { S3 } from '../../spec/claims/s3-unseen-facts.js';
import { DOMAIN_S3 } from '../../spec/domains/training-domains.js';
import type { TrainingCase } from '../cases/training-case.js';
import type { ClaimRecord } from '../claim-record.js';
import type { Trained } from '../experiments/trained.js';
import { trainingCases } from '../experiments/training-cases.js';
import { READS_ANSWERS, trainingOnRandomTables, trainingWithout, type TrainingStudy } from '../experiments/training-design.js';
import { concludeAccuracy } from './s1-polylog-accuracy.js';

const HALF_OF_THE_FACTS: TrainingStudy = {
  name: 'training on ⌈log₂ N⌉ prompts from half of the facts',
  reads: READS_ANSWERS,
  domain: DOMAIN_S3,
  samples: 'logarithmic',
  fresh: true,
  cases: trainingCases,
  rounded: false,
};

/** S3: the fresh prompts come from held-out facts. */
export const UNSEEN_FACTS: ClaimRecord<TrainingCase, Trained> = {
  claim: S3,
  random: trainingOnRandomTables(HALF_OF_THE_FACTS),
  onTable: { why: 'it would hold out half of a given table, and S1 is tested on all of it' },
  ablation: trainingWithout(HALF_OF_THE_FACTS),
  defects: ['forgotten-facts', 'shorter-steps', 'mislabelled-prompts'],
  conclude: concludeAccuracy,
};

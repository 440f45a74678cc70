import { S1 } from '../../spec/claims/s1-polylog-accuracy.js';
import { DOMAIN_D } from '../../spec/domains/training-domains.js';
import type { Claim } from '../../src/verify/claim.js';
import { against, conclude, type Conclusion } from '../../src/verify/conclusion.js';
import type { TrainingCase } from '../cases/training-case.js';
import type { ClaimRecord } from '../claim-record.js';
import { systemAccuracy } from '../experiments/system-accuracy.js';
import type { Trained } from '../experiments/trained.js';
import { trainingCases } from '../experiments/training-cases.js';
import { READS_ANSWERS, trainingDesigns, type TrainingStudy } from '../experiments/training-design.js';

const FEW_SAMPLES: TrainingStudy = {
  name: 'training on ⌈log₂ N⌉ prompts',
  reads: READS_ANSWERS,
  domain: DOMAIN_D,
  samples: 'logarithmic',
  fresh: true,
  cases: trainingCases,
  rounded: false,
};

export const POLYLOG_ACCURACY: ClaimRecord<TrainingCase, Trained> = {
  claim: S1,
  ...trainingDesigns(FEW_SAMPLES),
  defects: ['forgotten-facts', 'shorter-steps', 'mislabelled-prompts'],
  conclude: concludeAccuracy,
};

/** Judges the accuracy on a case's fresh prompts by the threshold of a claim. */
export function concludeAccuracy(claim: Claim, { fresh }: TrainingCase, { system, engine, run }: Trained): Conclusion {
  return conclude([against(claim, 'accuracy', systemAccuracy(system, engine, run.theta, fresh))]);
}

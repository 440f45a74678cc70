import { G1 } from '../../spec/claims/g1-pretrained-memory.js';
import { DOMAIN_G1 } from '../../spec/domains/training-domains.js';
import { against, conclude } from '../../src/verify/conclusion.js';
import type { TrainingCase } from '../cases/training-case.js';
import type { ClaimRecord } from '../claim-record.js';
import { systemAccuracy } from '../experiments/system-accuracy.js';
import type { Trained } from '../experiments/trained.js';
import { trainingCases } from '../experiments/training-cases.js';
import { READS_ANSWERS, trainingOnRandomTables } from '../experiments/training-design.js';
import { finalPattern, patternQuantities } from './t3-pairwise-convergence.js';

/** G1: fine-tuning with a pretrained memory. */
export const PRETRAINED_MEMORY: ClaimRecord<TrainingCase, Trained> = {
  claim: G1,
  random: {
    ...trainingOnRandomTables(
      {
        name: 'training',
        within: 'G1',
        reads: READS_ANSWERS,
        domain: DOMAIN_G1,
        samples: 'range',
        fresh: true,
        cases: trainingCases,
        rounded: false,
      },
      ({ pretrained }) => pretrained,
    ),
    pretrains: true,
  },
  onTable: { why: 'a memory of a given table takes too long to pretrain' },
  ablation: { why: 'every case pretrains a memory, which takes a second; T3 claims the same pattern for the constructed memory' },
  heldTo: {
    models: ['permuted-labels', 'ascent', 'answer-row-frozen', 'relation-row-frozen'],
    why: () =>
      'every case pretrains a memory, which takes seconds; T3 and S1 are held to the same error with the constructed memory',
  },
  conclude: (claim, { fresh }, { system, engine, run }) =>
    conclude([
      ...patternQuantities(claim, finalPattern(run)),
      against(claim, 'accuracy', systemAccuracy(system, engine, run.theta, fresh)),
    ]),
};

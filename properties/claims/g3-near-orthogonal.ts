import { G3A, G3B, G3C, G3D, POWERS_OF_G3 } from '../../spec/claims/g3-near-orthogonal.js';
import type { TrainingDomain } from '../../spec/domains/training-domain.js';
import { DOMAIN_D, DOMAIN_G3 } from '../../spec/domains/training-domains.js';
import { DEFAULT_ACTIVATION } from '../../src/model/memory.js';
import { buildTransformer } from '../../src/model/transformer.js';
import { INDEX_NAMING } from '../../src/task/naming.js';
import { CaseArbitrary } from '../cases/case-arbitrary.js';
import { decodeRecallCase, latinRecallCases, RECALL_FACTORS, type RecallCase } from '../cases/recall-case.js';
import type { TrainingCase } from '../cases/training-case.js';
import type { ClaimRecord } from '../claim-record.js';
import type { RandomDesign } from '../experiments/design.js';
import { concludeRecall, leastGaps, type RecallGaps } from '../experiments/recall.js';
import type { Trained } from '../experiments/trained.js';
import { trainingCases } from '../experiments/training-cases.js';
import { READS_TRAINING, trainingOnRandomTables, type TrainingStudy } from '../experiments/training-design.js';
import { illustrateRecall } from '../previews/recall.js';
import { storedBy, tokenMarginOf, type System } from '../systems/system.js';
import { systemsOf, type Systems } from '../systems/system-source.js';
import { READS_MEMORY } from './m1-memory-recall.js';
import { concludePattern } from './t3-pairwise-convergence.js';

const NOT_ON_TABLES = { why: 'a given table is held to the claims with orthonormal embeddings' } as const;
const REFUTED_AS_IT_STANDS = { why: 'it is expected to be refuted as it stands' } as const;

/** Recall of Latin tables by a memory of random embeddings. A case is a table with all its facts. */
export function recallOnLatinTables(
  domain: TrainingDomain,
  powers: readonly number[],
  systemIn: (systems: Systems) => System,
): RandomDesign<RecallCase, RecallGaps> {
  return {
    reads: READS_MEMORY,
    open(source) {
      const system = systemIn(systemsOf(source));
      const open = ({ table, power, seed }: RecallCase) =>
        system.open(buildTransformer(storedBy(system, table), { power, ...system.transformer }), seed);
      return {
        id: `Latin tables, ${system.id}`,
        cases: { arbitrary: new CaseArbitrary(latinRecallCases(domain, powers)), factors: RECALL_FACTORS },
        codec: {
          encode: (value) => ({ ...value.encode(), system: system.id }),
          decode: (value) => decodeRecallCase(value, system.id),
        },
        presentation: {
          describe: (value) => value.describe(),
          stratum: ({ power }) => `power ${power}`,
          preview: (value) => illustrateRecall(value.describe(), open(value), value.table, INDEX_NAMING),
        },
        observe: (value) => leastGaps(open(value), value.table, tokenMarginOf(system)),
        checked: ({ table }) => ({ table }),
      };
    },
  };
}

const TRAINING_IN_G3: TrainingStudy = {
  name: 'training',
  within: 'G3',
  reads: READS_TRAINING,
  domain: DOMAIN_G3,
  samples: 'range',
  fresh: false,
  cases: trainingCases,
  rounded: false,
};

export const RANDOM_RECALL_BELOW_V: ClaimRecord<RecallCase, RecallGaps> = {
  claim: G3A,
  random: recallOnLatinTables(DOMAIN_D, [DEFAULT_ACTIVATION.power], ({ belowV }) => belowV),
  onTable: NOT_ON_TABLES,
  ablation: REFUTED_AS_IT_STANDS,
  conclude: (claim, _, gaps) => concludeRecall(claim, gaps),
};

export const RANDOM_PATTERN_BELOW_V: ClaimRecord<TrainingCase, Trained> = {
  claim: G3B,
  random: trainingOnRandomTables(TRAINING_IN_G3, ({ belowV }) => belowV),
  onTable: NOT_ON_TABLES,
  ablation: REFUTED_AS_IT_STANDS,
  conclude: concludePattern,
};

export const RECALL_FROM_PREDICTED_D: ClaimRecord<RecallCase, RecallGaps> = {
  claim: G3C,
  random: recallOnLatinTables(DOMAIN_G3, POWERS_OF_G3, ({ predicted }) => predicted),
  onTable: NOT_ON_TABLES,
  ablation: {
    why: 'a case reads dense embeddings of every fact; its own assumption, the dimension, is dropped by G3a',
  },
  conclude: (claim, _, gaps) => concludeRecall(claim, gaps),
};

export const PATTERN_FROM_PREDICTED_D: ClaimRecord<TrainingCase, Trained> = {
  claim: G3D,
  random: trainingOnRandomTables(TRAINING_IN_G3, ({ predicted }) => predicted),
  onTable: NOT_ON_TABLES,
  ablation: { why: 'a case trains with dense embeddings; its own assumption, the dimension, is dropped by G3b' },
  heldTo: {
    models: ['linear-memory', 'permuted-answers', 'ascent'],
    why: () => 'a case takes half a second; T3 is held to the same error with orthonormal embeddings',
  },
  conclude: concludePattern,
};

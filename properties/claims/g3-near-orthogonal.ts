import { FAILURES_OF_G3 } from '../../spec/claims/g3-near-orthogonal.js';
import type { TrainingDomain } from '../../spec/domains/training-domain.js';
import { predictedDimension } from '../../src/analysis/embedding-dimension.js';
import { buildTransformer } from '../../src/model/transformer.js';
import { vocabularySize } from '../../src/model/vocabulary.js';
import { INDEX_NAMING } from '../../src/task/naming.js';
import type { Claim } from '../../src/verify/claim.js';
import type { Experiment } from '../../src/verify/experiment.js';
import { unmetLatin } from '../preconditions/unmet-assumptions.js';
import { CaseArbitrary } from '../cases/case-arbitrary.js';
import { decodeRecallCase, latinRecallCases, RECALL_FACTORS, type RecallCase } from '../cases/recall-case.js';
import { illustrateRecall } from '../previews/recall.js';
import { concludeRecall, leastGaps, type RecallGaps } from './m1-memory-recall.js';
import { tokenMarginOf, randomEmbeddings, storedBy, type System } from '../systems/system.js';

/** d = V − 1: the largest dimension in which V embeddings cannot be orthogonal. */
export const BELOW_V: System = randomEmbeddings('random-embeddings-below-v', ({ knowledge }) => vocabularySize(knowledge) - 1);

/** The dimension at which interference is predicted to spoil few readings. */
export const PREDICTED_D: System = randomEmbeddings(
  'random-embeddings-in-predicted-d',
  // A memory of power 1, which is broken, gets the dimension of the least power that there is a prediction for.
  ({ knowledge: { subjects, relations }, activation: { power } }) => enoughDimensions(subjects, relations, Math.max(2, power)),
);

const known = new Map<string, number>();

/** The prediction, which takes some milliseconds, once for each size and power. */
function enoughDimensions(subjects: number, relations: number, power: number): number {
  const key = `${subjects} ${relations} ${power}`;
  const dimension = known.get(key) ?? predictedDimension({ subjects, relations, power }, FAILURES_OF_G3);
  known.set(key, dimension);
  return dimension;
}

/** G3a and G3c: M1 with random embeddings; each case is a table and all its facts. */
export function embeddedRecall(
  claim: Claim,
  domain: TrainingDomain,
  powers: readonly number[],
  system: System,
): Experiment<RecallCase, RecallGaps> {
  const open = ({ table, power, seed }: RecallCase) =>
    system.open(buildTransformer(storedBy(system, table), { power, ...system.transformer }), seed);
  return {
    id: `Latin tables, ${system.id}`,
    arbitrary: new CaseArbitrary(latinRecallCases(domain, powers)),
    observe: (value) => leastGaps(open(value), value.table, tokenMarginOf(system)),
    encode: (value) => ({ ...value.encode(), system: system.id }),
    decode: (value) => decodeRecallCase(value, system.id),
    factors: RECALL_FACTORS,
    describe: (value) => value.describe(),
    illustrate: (value) => illustrateRecall(value.describe(), open(value), value.table, INDEX_NAMING),
    stratum: ({ power }) => `power ${power}`,
    tests: [{ claim, unmet: ({ table }) => unmetLatin(table), conclude: (_, gaps) => concludeRecall(gaps) }],
  };
}

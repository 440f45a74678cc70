import { FAILURES_OF_G3 } from '../../spec/claims/g3-near-orthogonal.js';
import { predictedDimension } from '../../src/analysis/embedding-dimension.js';
import { EmbeddedEngine } from '../../src/engine/embedded/embedded-engine.js';
import { drawEmbeddings } from '../../src/model/embeddings.js';
import type { Transformer } from '../../src/model/transformer.js';
import { vocabularySize } from '../../src/model/vocabulary.js';
import { RandomStream } from '../../src/random/random-stream.js';
import type { System } from './system.js';

// V tokens, d dimensions.

/** A system whose embeddings are random unit vectors, V of them in d = `dimensionOf(model)` dimensions. */
export function randomEmbeddings(id: string, dimensionOf: (model: Transformer) => number): System {
  return {
    id,
    draws: true,
    open: (model, seed) => {
      const size = vocabularySize(model.knowledge);
      return new EmbeddedEngine(model, drawEmbeddings(size, dimensionOf(model), RandomStream.of(seed, 'embeddings')));
    },
    transformer: {},
    training: {},
  };
}

/** d = V − 1: the largest dimension in which V embeddings cannot be orthogonal. */
export const BELOW_V: System = randomEmbeddings('random-embeddings-below-v', ({ knowledge }) => vocabularySize(knowledge) - 1);

/** d as predicted to leave few failed readings (spec/model.md §7). */
export const PREDICTED_D: System = randomEmbeddings(
  'random-embeddings-in-predicted-d',
  // There is no prediction for power 1, which only a broken memory has: it gets the dimension of power 2.
  ({ knowledge: { subjects, relations }, activation: { power } }) => predictionFor(subjects, relations, Math.max(2, power)),
);

const predicted = new Map<string, number>();

/** A prediction takes some milliseconds, so it is made once per size and power. */
function predictionFor(subjects: number, relations: number, power: number): number {
  const key = `${subjects} ${relations} ${power}`;
  const dimension = predicted.get(key) ?? predictedDimension({ subjects, relations, power }, FAILURES_OF_G3);
  predicted.set(key, dimension);
  return dimension;
}

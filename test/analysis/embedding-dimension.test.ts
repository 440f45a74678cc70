import { describe, expect, it } from 'vitest';
import { expectedFailures, predictedDimension } from '../../src/analysis/embedding-dimension.js';
import { normalTail } from '../../src/analysis/normal-tail.js';
import { EmbeddedEngine } from '../../src/engine/embedded/embedded-engine.js';
import { drawEmbeddings } from '../../src/model/embeddings.js';
import { marginOf } from '../../src/model/decoding.js';
import { buildTransformer } from '../../src/model/transformer.js';
import { answerToken, relationToken, subjectToken, vocabularySize } from '../../src/model/vocabulary.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { factsOf } from '../../src/task/knowledge-base.js';
import { drawLatinTable } from '../../src/task/latin.js';
import { SEED } from '../kit/seed.js';

describe('the normal tail', () => {
  // From the C library's erfc: P(Z > z) = ½ erfc(z / √2).
  it.each([
    [0, 0.5],
    [0.5, 0.3085375387259869],
    [1, 0.15865525393145707],
    [1.999, 0.022804176932658883],
    [2.001, 0.022696194945641558],
    [3, 0.0013498980316300957],
    [5, 2.866515718791946e-7],
    [10, 7.619853024160593e-24],
    [-1, 0.8413447460685429],
  ])('beyond %d', (z, wanted) => {
    expect(Math.abs(normalTail(z) / wanted - 1)).toBeLessThan(1e-13);
  });
});

describe(`the predicted number of spoiled readings (seed ${SEED})`, () => {
  /** The mean number of the 2N readings of a table that fail, over draws of the embeddings. */
  function meanFailures(subjects: number, relations: number, power: number, dimension: number, draws: number): number {
    let failures = 0;
    for (let draw = 0; draw < draws; draw++) {
      const table = drawLatinTable('cyclic', subjects, relations, RandomStream.of(SEED, 'table', draw));
      const embeddings = drawEmbeddings(vocabularySize(table), dimension, RandomStream.of(SEED, 'embeddings', draw));
      const engine = new EmbeddedEngine(buildTransformer(table, { power }), embeddings);
      for (const [s, r, a] of factsOf(table)) {
        const [subject, relation, answer] = [subjectToken(s), relationToken(table, r), answerToken(table, a)];
        for (const [seen, target] of [
          [relation, answer],
          [answer, relation],
        ]) {
          const logits = engine.read({ tokens: Int32Array.of(subject, seen), weights: Float64Array.of(0.5, 0.5) });
          if (marginOf(logits, target) <= 0) failures++;
        }
      }
    }
    return failures / draws;
  }

  // The first order of inner products of size d^−½: too large by up to about 2 where they are a quarter, as here.
  it.each([
    { subjects: 12, relations: 4, power: 2, dimension: 80 },
    { subjects: 20, relations: 5, power: 2, dimension: 120 },
    { subjects: 20, relations: 10, power: 2, dimension: 150 },
    { subjects: 20, relations: 5, power: 3, dimension: 45 },
    { subjects: 20, relations: 5, power: 4, dimension: 26 },
  ])('is the mean of what fails, within a factor of 2.5: $subjects, $relations, p = $power, d = $dimension', (instance) => {
    const { subjects, relations, power, dimension } = instance;
    const expected = expectedFailures({ subjects, relations, power }, dimension);
    const measured = meanFailures(subjects, relations, power, dimension, 60);
    expect(measured).toBeGreaterThan(1); // enough to count
    expect(expected / measured).toBeGreaterThan(1 / 2.5);
    expect(expected / measured).toBeLessThan(2.5);
  });

  it('falls with d, grows with the table, and decides the dimension', () => {
    const table = { subjects: 20, relations: 5, power: 2 };
    const dimensions = [60, 100, 200, 400, 800];
    const failures = dimensions.map((dimension) => expectedFailures(table, dimension));
    expect(failures).toEqual(failures.toSorted((one, other) => other - one));
    expect(expectedFailures({ ...table, subjects: 40 }, 200)).toBeGreaterThan(failures[2]);
    const dimension = predictedDimension(table, 0.02);
    expect(expectedFailures(table, dimension)).toBeLessThanOrEqual(0.02);
    expect(expectedFailures(table, dimension - 1)).toBeGreaterThan(0.02);
    expect(predictedDimension({ ...table, triplets: 10 }, 0.02)).toBeLessThan(dimension);
  });
});

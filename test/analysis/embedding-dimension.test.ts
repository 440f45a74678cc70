import { describe, expect, it } from 'vitest';
import { recallGaps } from '../../properties/experiments/recall.js';
import { expectedFailures, predictedDimension, type EmbeddedTable } from '../../src/analysis/embedding-dimension.js';
import { normalTail } from '../../src/analysis/normal-tail.js';
import { EmbeddedEngine } from '../../src/engine/embedded/embedded-engine.js';
import { drawEmbeddings } from '../../src/model/embeddings.js';
import { buildTransformer } from '../../src/model/transformer.js';
import { vocabularySize } from '../../src/model/vocabulary.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { factsOf } from '../../src/task/knowledge-base.js';
import { drawLatinTable } from '../../src/task/tables/latin.js';
import { SEED } from '../kit/seed.js';

describe('the normal tail', () => {
  // Values from the C library's erfc: P(Z > z) = ½ erfc(z / √2).
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

describe(`the predicted number of failing readings (seed ${SEED})`, () => {
  /** The mean number of failing readings of a table in each direction, over draws of the embeddings. */
  function meanFailures(subjects: number, relations: number, power: number, dimension: number, draws: number) {
    const failures = { answers: 0, relations: 0 };
    for (let draw = 0; draw < draws; draw++) {
      const table = drawLatinTable('cyclic', subjects, relations, RandomStream.of(SEED, 'table', draw));
      const embeddings = drawEmbeddings(vocabularySize(table), dimension, RandomStream.of(SEED, 'embeddings', draw));
      const engine = new EmbeddedEngine(buildTransformer(table, { power }), embeddings);
      for (const fact of factsOf(table)) {
        const gaps = recallGaps(engine, fact);
        if (gaps.answer <= 0) failures.answers += 1 / draws;
        if (gaps.relation <= 0) failures.relations += 1 / draws;
      }
    }
    return failures;
  }

  // Expected over measured in these draws, give or take a tenth or two: leading order is mostly a little too pessimistic, and
  // at p = 4 the spread of σ(½ + y) decides.
  it.each([
    { subjects: 12, relations: 4, power: 2, dimension: 80, forAnswers: [1.35, 1.8], forRelations: [1.85, 2.55] },
    { subjects: 20, relations: 5, power: 2, dimension: 120, forAnswers: [1.12, 1.5], forRelations: [2.1, 2.85] },
    { subjects: 20, relations: 10, power: 2, dimension: 150, forAnswers: [1.25, 1.65], forRelations: [1.05, 1.4] },
    { subjects: 20, relations: 5, power: 3, dimension: 45, forAnswers: [1.35, 1.8], forRelations: [1.18, 1.6] },
    { subjects: 20, relations: 5, power: 4, dimension: 26, forAnswers: [1, 1.3], forRelations: [1.1, 1.45] },
    { subjects: 16, relations: 8, power: 4, dimension: 30, forAnswers: [1.08, 1.4], forRelations: [0.98, 1.3] },
  ])('is near the mean of what fails: $subjects, $relations, p = $power, d = $dimension', (instance) => {
    const { subjects, relations, power, dimension } = instance;
    const expected = expectedFailures({ subjects, relations, power }, dimension);
    const measured = meanFailures(subjects, relations, power, dimension, 100);
    const ratio = { answers: expected.answers / measured.answers, relations: expected.relations / measured.relations };
    expect(ratio.answers).toBeGreaterThan(instance.forAnswers[0]);
    expect(ratio.answers).toBeLessThan(instance.forAnswers[1]);
    expect(ratio.relations).toBeGreaterThan(instance.forRelations[0]);
    expect(ratio.relations).toBeLessThan(instance.forRelations[1]);
  });

  it('falls with d, grows with the table, and decides the dimension', () => {
    const table = { subjects: 20, relations: 5, power: 2 };
    const total = (instance: EmbeddedTable, dimension: number) => {
      const { answers, relations } = expectedFailures(instance, dimension);
      return answers + relations;
    };
    const failures = [60, 100, 200, 400, 800].map((dimension) => total(table, dimension));
    expect(failures).toEqual(failures.toSorted((one, other) => other - one));
    expect(total({ ...table, subjects: 40 }, 200)).toBeGreaterThan(failures[2]);
    const dimension = predictedDimension(table, 0.02);
    expect(total(table, dimension)).toBeLessThanOrEqual(0.02);
    expect(total(table, dimension - 1)).toBeGreaterThan(0.02);
    expect(predictedDimension({ ...table, triplets: 10 }, 0.02)).toBeLessThan(dimension);
  });

  it.each([
    [{ power: 1 }, 0.02, /whole powers p ≥ 2, not 1/],
    [{ power: 2.5 }, 0.02, /whole powers p ≥ 2, not 2.5/],
    [{ relations: 0 }, 0.02, /1 ≤ R ≤ S, not S = 20, R = 0/],
    [{ relations: 21 }, 0.02, /1 ≤ R ≤ S/],
    [{ triplets: 0 }, 0.02, /number of triplets must be positive/],
    [{}, 0, /must be positive, not 0/],
    [{}, -1, /must be positive/],
    [{}, Number.NaN, /must be positive/],
  ])('refuses what it is not for: %j, %d', (change, failures, message) => {
    expect(() => predictedDimension({ subjects: 20, relations: 5, power: 2, ...change }, failures)).toThrow(message);
  });

  it('refuses an invalid dimension', () => {
    expect(() => expectedFailures({ subjects: 20, relations: 5, power: 2 }, 0)).toThrow(/d must be a whole number ≥ 1, not 0/);
  });
});

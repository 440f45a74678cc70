import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SparseEngine } from '../../src/engine/sparse/sparse-engine.js';
import { marginOf } from '../../src/model/decoding.js';
import { activate } from '../../src/model/memory.js';
import { leastRecallingPower } from '../../src/model/recall.js';
import { buildTransformer } from '../../src/model/transformer.js';
import { answerToken, relationToken, subjectToken } from '../../src/model/vocabulary.js';
import { BUNDLED_FACTS } from '../../src/package-root.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { factsOf, type Fact, type KnowledgeBase } from '../../src/task/knowledge-base.js';
import { drawPartialTable } from '../../src/task/tables/random-tables.js';
import { readFactTable } from '../../src/task/input/read-fact-table.js';
import { StoredTable } from '../../src/task/tables/stored-table.js';
import { SEED } from '../kit/seed.js';

function recalls(knowledge: KnowledgeBase, power: number, bias = 0): boolean {
  const engine = new SparseEngine(buildTransformer(knowledge, { power, bias }));
  return [...factsOf(knowledge)].every(([s, r, a]) => {
    const tokens = Int32Array.of(subjectToken(s), relationToken(knowledge, r));
    return marginOf(engine.read({ tokens, weights: Float64Array.of(0.5, 0.5) }), answerToken(knowledge, a)) > 0;
  });
}

/** One relation that gives a0 to s0 only and a1 to `sharers` other subjects: a hub that rivals an unshared answer. */
function hubTable(sharers: number): StoredTable {
  const facts: Fact[] = [[0, 0, 0], ...Array.from({ length: sharers }, (_, i): Fact => [i + 1, 0, 1])];
  return new StoredTable({ subjects: sharers + 1, relations: 1, answers: 2 }, facts);
}

describe('factual recall at ½u_s + ½u_r', () => {
  it('fails at power 2 from four sharers: four tie, five win', () => {
    expect(recalls(hubTable(3), 2)).toBe(true);
    expect(recalls(hubTable(4), 2)).toBe(false);
    const logits = (sharers: number) => {
      const knowledge = hubTable(sharers);
      const engine = new SparseEngine(buildTransformer(knowledge));
      const tokens = Int32Array.of(subjectToken(0), relationToken(knowledge, 0));
      const read = engine.read({ tokens, weights: Float64Array.of(0.5, 0.5) });
      return [0, 1].map((answer) => read.values[read.runOf(answerToken(knowledge, answer))] / engine.model.beta);
    };
    expect(logits(4)).toEqual([1, 1]);
    expect(logits(5)).toEqual([1, 1.25]);
  });

  it('fails at power p from 2^p sharers, which gives the least recalling power', () => {
    for (const [sharers, power] of [
      [1, 2],
      [3, 2],
      [4, 3],
      [7, 3],
      [8, 4],
      [28, 5],
      [32, 6],
    ]) {
      expect(leastRecallingPower(hubTable(sharers))).toBe(power);
    }
  });

  it(`agrees with what the memory returns, at the power found and below it (seed ${SEED})`, () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 5 }),
        fc.nat(),
        (subjects, relations, answers, seed) => {
          const table = drawPartialTable({ subjects, relations, answers }, 0.7, RandomStream.of(seed, 'recall'));
          const least = leastRecallingPower(table);
          expect(recalls(table, least)).toBe(true);
          if (least > 2) expect(recalls(table, least - 1)).toBe(false);
        },
      ),
      { seed: SEED, numRuns: 200 },
    );
  });

  it('needs power 5 on the countries', async () => {
    expect(leastRecallingPower((await readFactTable(BUNDLED_FACTS)).knowledge)).toBe(5);
  });

  it('follows the inequality of spec/model.md §6, ties included, for every p and b < 1', () => {
    // σ(1) + (c_s(a) + c_r(a) − 2) σ(½) > (c_s(a') + c_r(a')) σ(½) for every a' ≠ a
    fc.assert(
      fc.property(fc.constantFrom(1, 2, 3), fc.constantFrom(0, 0.125, 0.25, 0.75), fc.nat(), (power, bias, seed) => {
        const random = RandomStream.of(seed, 'inequality');
        const sizes = { subjects: 1 + random.integer(8), relations: 1 + random.integer(3), answers: 1 + random.integer(4) };
        const table = drawPartialTable(sizes, 0.8, random);
        const activation = { power, bias };
        const sharing = (subject: number, answer: number) =>
          Array.from({ length: sizes.relations }, (_, r) => table.answerOf(subject, r)).filter((held) => held === answer).length;
        const one = activate(activation, 1);
        const half = activate(activation, 0.5);
        const predicted = [...factsOf(table)].every(([s, r, a]) =>
          Array.from({ length: sizes.answers }, (_, other) => other)
            .filter((other) => other !== a)
            .every(
              (other) =>
                one + (sharing(s, a) + table.sharersOf(r, a) - 2) * half - (sharing(s, other) + table.sharersOf(r, other)) * half >
                1e-9,
            ),
        );
        expect(recalls(table, power, bias)).toBe(predicted);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});

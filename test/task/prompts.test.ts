import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/random/random-stream.js';
import { drawPrompts, eligibleRelations } from '../../src/task/draw-prompts.js';
import { LatinFormula } from '../../src/task/tables/latin-formula.js';
import { plainLatinTable } from '../../src/task/tables/latin.js';
import { readingsOf } from '../../src/task/oracle.js';
import { batchOf, promptOf } from '../../src/task/prompt.js';
import { drawPartialTable } from '../../src/task/tables/random-tables.js';
import { StoredTable } from '../../src/task/tables/stored-table.js';
import { SEED } from '../kit/seed.js';

describe('the law of prompts', () => {
  it(`draws true pairs of distinct subjects, from relations with enough facts (seed ${SEED})`, () => {
    const random = RandomStream.of(SEED, 'prompts');
    const table = drawPartialTable({ subjects: 8, relations: 6, answers: 8 }, 0.5, random);
    const eligible = eligibleRelations(table, 3);
    const { prompts, pairs } = drawPrompts(table, 3, 500, random);
    expect(pairs).toBe(3);
    for (const prompt of prompts) {
      expect(eligible).toContain(prompt.relation);
      const subjects = [...prompt.context.map(([subject]) => subject), prompt.query];
      expect(new Set(subjects).size).toBe(4);
      for (const [subject, answer] of prompt.context) expect(table.answerOf(subject, prompt.relation)).toBe(answer);
      expect(table.answerOf(prompt.query, prompt.relation)).toBe(prompt.answer);
    }
  });

  it(`is uniform over relations and over ordered subjects (seed ${SEED})`, () => {
    const random = RandomStream.of(SEED, 'uniform');
    const table = plainLatinTable('cyclic', 3, 2);
    const counts = new Map<string, number>();
    for (const { relation, context, query } of drawPrompts(table, 1, 12_000, random).prompts) {
      const key = `${relation}:${context[0][0]}${query}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(12);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(6 * Math.sqrt((12_000 * 11) / 144));
  });

  it(`draws relations uniformly, however many facts they have (seed ${SEED})`, () => {
    const table = new StoredTable({ subjects: 9, relations: 2, answers: 9 }, [
      ...Array.from({ length: 9 }, (_, s) => [s, 0, s] as const),
      [0, 1, 1],
      [1, 1, 0],
    ]);
    const { prompts } = drawPrompts(table, 1, 2000, RandomStream.of(SEED, 'unequal'));
    const small = prompts.filter(({ relation }) => relation === 1).length;
    expect(Math.abs(small - 1000)).toBeLessThan(6 * Math.sqrt(500));
  });

  it('draws the same first prompts, however many are drawn', () => {
    const table = plainLatinTable('cyclic', 9, 3);
    const many = drawPrompts(table, 2, 20, RandomStream.of(SEED, 'prefix')).prompts;
    expect(drawPrompts(table, 2, 5, RandomStream.of(SEED, 'prefix')).prompts).toEqual(many.slice(0, 5));
  });

  it('draws from ten million subjects without enumerating them', () => {
    const { prompts } = drawPrompts(new LatinFormula(1e7, 16), 4, 50, RandomStream.of(SEED, 'large'));
    expect(new Set(prompts.map(({ query }) => query)).size).toBe(50);
  });

  it('reports when no relation has enough facts, and which k would work', () => {
    const table = plainLatinTable('cyclic', 3, 2);
    expect(() => drawPrompts(table, 3, 1, RandomStream.of(1))).toThrow(
      'no relation has the 4 facts that a prompt of k = 3 pairs needs (the largest has 3); use k ≤ 2 or a larger table',
    );
  });

  it('keeps one k per batch', () => {
    const table = plainLatinTable('cyclic', 4, 2);
    expect(() => batchOf([promptOf(table, 0, [0, 1]), promptOf(table, 0, [0, 1, 2])])).toThrow(/a batch has one k/);
    expect(() => batchOf([])).toThrow(/at least one prompt/);
  });
});

describe('the symbolic oracle', () => {
  it('names every relation that stores all the pairs, and the answer for the query', () => {
    const table = new StoredTable({ subjects: 3, relations: 3, answers: 3 }, [
      [0, 0, 0],
      [1, 0, 1],
      [2, 0, 2],
      [0, 1, 0],
      [1, 1, 2],
      [0, 2, 1],
      [1, 2, 1],
    ]);
    expect(readingsOf(table, [[0, 0]], 1)).toEqual([
      { relation: 0, answer: 1 },
      { relation: 1, answer: 2 },
    ]);
    expect(readingsOf(table, [[0, 0]], 2)).toEqual([
      { relation: 0, answer: 2 },
      { relation: 1, answer: null },
    ]);
    expect(
      readingsOf(
        table,
        [
          [0, 0],
          [1, 1],
        ],
        2,
      ),
    ).toEqual([{ relation: 0, answer: 2 }]);
    expect(readingsOf(table, [[2, 0]], 1)).toEqual([]);
  });

  it('finds one relation for every prompt of a Latin table', () => {
    const table = plainLatinTable('cyclic', 7, 5);
    for (const { context, query, relation, answer } of drawPrompts(table, 1, 100, RandomStream.of(SEED, 'oracle')).prompts) {
      expect(readingsOf(table, context, query)).toEqual([{ relation, answer }]);
    }
  });
});

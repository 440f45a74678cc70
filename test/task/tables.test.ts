import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/random/random-stream.js';
import { violationsOf } from '../../src/task/assumptions.js';
import { describeViolations } from '../../src/task/input/describe-violations.js';
import { exclusiveAnswers } from '../../src/task/exclusive-answers.js';
import { factsOf, NO_ANSWER, type Fact } from '../../src/task/knowledge-base.js';
import { INDEX_NAMING } from '../../src/task/naming.js';
import { permuteAnswers } from '../../src/task/tables/permute-answers.js';
import { drawBijectiveTable, drawFunctionalTable, drawPartialTable } from '../../src/task/tables/random-tables.js';
import { StoredTable } from '../../src/task/tables/stored-table.js';
import { SEED } from '../kit/seed.js';

const sizes = { subjects: 4, relations: 2, answers: 3 };
/** r0 gives a0 to three subjects and never uses a2; r1 gives a0 to s0 too, and has no answer for s2 and s3. */
const messy: Fact[] = [
  [0, 0, 0],
  [1, 0, 0],
  [2, 0, 0],
  [3, 0, 1],
  [0, 1, 0],
  [1, 1, 2],
];

describe('StoredTable', () => {
  it('answers every question as a list of facts does, in any order of the facts', () => {
    const random = RandomStream.of(SEED, 'tables');
    for (let repeat = 0; repeat < 50; repeat++) {
      const size = { subjects: 1 + random.integer(6), relations: 1 + random.integer(5), answers: 1 + random.integer(5) };
      const facts = [...factsOf(drawPartialTable(size, 0.7, random))];
      const order = random.permutation(facts.length);
      const table = new StoredTable(
        size,
        [...order].map((i) => facts[i]),
      );
      expect([...factsOf(table)]).toEqual(facts);
      expect(table.facts).toBe(facts.length);
      for (let r = 0; r < size.relations; r++) {
        const own = facts.filter(([, relation]) => relation === r);
        expect(Array.from({ length: table.domainSize(r) }, (_, i) => table.domainMember(r, i))).toEqual(own.map(([s]) => s));
        const histogram = new Map<number, number>();
        for (let a = 0; a < size.answers; a++) {
          const sharers = own.filter(([, , answer]) => answer === a).length;
          expect(table.sharersOf(r, a)).toBe(sharers);
          histogram.set(sharers, (histogram.get(sharers) ?? 0) + 1);
        }
        expect(table.sharersHistogram(r)).toEqual([...histogram].toSorted((one, other) => one[0] - other[0]));
        for (let s = 0; s < size.subjects; s++) {
          expect(table.answerOf(s, r)).toBe(own.find(([subject]) => subject === s)?.[2] ?? NO_ANSWER);
        }
      }
    }
  });

  it('refuses a second answer and an index outside its set', () => {
    expect(() => new StoredTable(sizes, [...messy, [0, 1, 1]])).toThrow(/subject 0 has two answers under relation 1/);
    expect(() => new StoredTable(sizes, [[4, 0, 0]])).toThrow(/subject 4 is outside 0 … 3/);
    expect(() => new StoredTable(sizes, [[0, 0, -1]])).toThrow(/answer -1 is outside/);
  });
});

describe('random tables', () => {
  it(`have the kind they are named for (seed ${SEED})`, () => {
    const random = RandomStream.of(SEED, 'kinds');
    const bijective = drawBijectiveTable(9, 4, random);
    for (const id of ['total', 'injective', 'onto'] as const) expect(violationsOf({ id }, bijective)).toEqual([]);
    const functional = drawFunctionalTable({ subjects: 9, relations: 3, answers: 2 }, random);
    expect(violationsOf({ id: 'total' }, functional)).toEqual([]);
    expect(violationsOf({ id: 'injective' }, functional)).not.toEqual([]);
    const partial = drawPartialTable({ subjects: 40, relations: 20, answers: 5 }, 0.25, random);
    // 200 of 800, with six standard deviations.
    expect(Math.abs(partial.facts - 200)).toBeLessThan(6 * Math.sqrt(800 * 0.25 * 0.75));
  });
});

describe('permuted answers', () => {
  it('change the answers of max(2, 1 %) of the facts to others of the table, and are a function of the table', () => {
    const random = RandomStream.of(SEED, 'permuted');
    for (const [subjects, relations, changed] of [
      [2, 1, 2],
      [10, 4, 2],
      [40, 10, 4],
    ]) {
      const bijective = drawBijectiveTable(subjects, relations, random);
      const permuted = permuteAnswers(bijective);
      const [before, after] = [[...factsOf(bijective)], [...factsOf(permuted)]];
      const moved = before.flatMap((fact, i) => (fact[2] === after[i][2] ? [] : [i]));
      expect(moved).toHaveLength(changed);
      expect(new Set(moved.map((i) => after[i][2]))).toEqual(new Set(moved.map((i) => before[i][2])));
      expect([...factsOf(permuteAnswers(bijective))]).toEqual(after);
    }
    const single = new StoredTable({ subjects: 1, relations: 1, answers: 1 }, [[0, 0, 0]]);
    expect([...factsOf(permuteAnswers(single))]).toEqual([[0, 0, 0]]);
  });
});

describe('assumptions', () => {
  const table = new StoredTable(sizes, messy);

  it('return the facts that break them', () => {
    expect(violationsOf({ id: 'total' }, table)).toEqual([
      { assumption: 'total', subject: 2, relation: 1 },
      { assumption: 'total', subject: 3, relation: 1 },
    ]);
    expect(violationsOf({ id: 'injective' }, table)).toEqual([
      { assumption: 'injective', relation: 0, answer: 0, subjects: [0, 1, 2] },
    ]);
    expect(violationsOf({ id: 'unambiguous' }, table)).toEqual([
      { assumption: 'unambiguous', subject: 0, answer: 0, relations: [0, 1] },
    ]);
    expect(violationsOf({ id: 'onto' }, table)).toEqual([
      { assumption: 'onto', relation: 0, answer: 2 },
      { assumption: 'onto', relation: 1, answer: 1 },
    ]);
  });

  it('count as a hub an answer that at least τ subjects share', () => {
    expect(violationsOf({ id: 'hub-free', threshold: 4 }, table)).toEqual([]);
    expect(violationsOf({ id: 'hub-free', threshold: 3 }, table)).toEqual([
      { assumption: 'hub-free', relation: 0, answer: 0, subjects: [0, 1, 2] },
    ]);
    expect(violationsOf({ id: 'hub-free', threshold: 2 }, table)).toHaveLength(1);
  });

  it('have violations that are described a line each, with unused answers counted per relation', () => {
    const all = (['total', 'injective', 'unambiguous', 'onto'] as const).flatMap((id) => violationsOf({ id }, table));
    expect(describeViolations(all, INDEX_NAMING)).toEqual([
      'r1 of s2 is missing',
      'r1 of s3 is missing',
      'r0 gives a0 to 3 subjects: s0, s1, s2',
      's0 has a0 under 2 relations: r0, r1',
      'r0 never gives 1 answer: a2',
      'r1 never gives 1 answer: a1',
    ]);
  });

  it('count the answers that only one relation uses', () => {
    expect(exclusiveAnswers(table)).toBe(2); // a1 only in r0, a2 only in r1
  });
});

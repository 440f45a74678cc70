import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/random/random-stream.js';
import { LATIN_ASSUMPTIONS, violationsOf } from '../../src/task/assumptions.js';
import { countIntercalates, intercalatesOf, nonCyclicWitness } from '../../src/task/tables/intercalates.js';
import { LatinFormula } from '../../src/task/tables/latin-formula.js';
import {
  drawLatinTable,
  familiesOfOrder,
  LATIN_FAMILIES,
  normalizedLatinTables,
  plainLatinTable,
} from '../../src/task/tables/latin.js';
import { factsOf, type KnowledgeBase } from '../../src/task/knowledge-base.js';
import { StoredTable } from '../../src/task/tables/stored-table.js';
import { SEED } from '../kit/seed.js';

function latinViolations(table: KnowledgeBase) {
  return LATIN_ASSUMPTIONS.flatMap((assumption) => violationsOf(assumption, table));
}

describe('Latin tables', () => {
  it.each(LATIN_FAMILIES)(`of the family %s are Latin at every size (seed ${SEED})`, (family) => {
    const random = RandomStream.of(SEED, family);
    for (const subjects of [1, 2, 3, 4, 7, 8, 16, 32]) {
      if (!familiesOfOrder(subjects).includes(family)) continue;
      for (const relations of new Set([1, Math.ceil(subjects / 2), subjects])) {
        const table = drawLatinTable(family, subjects, relations, random);
        expect([table.subjects, table.relations, table.answers, table.facts]).toEqual([
          subjects,
          relations,
          subjects,
          subjects * relations,
        ]);
        expect(latinViolations(table)).toEqual([]);
      }
    }
  });

  it('have the known number of normal forms: 9 with two rows of four, each of them Latin and listed once', () => {
    const count = (subjects: number, relations: number) => [...normalizedLatinTables(subjects, relations)].length;
    expect([count(1, 1), count(3, 2), count(3, 3), count(4, 1), count(4, 2), count(4, 3), count(4, 4), count(5, 2)]).toEqual([
      1, 2, 2, 1, 9, 24, 24, 44,
    ]);
    const tables = [...normalizedLatinTables(4, 3)];
    expect(tables.flatMap(latinViolations)).toEqual([]);
    expect(new Set(tables.map((table) => String([...factsOf(table)]))).size).toBe(tables.length);
    for (const table of tables) expect([0, 1, 2, 3].map((s) => table.answerOf(s, 0))).toEqual([0, 1, 2, 3]);
    expect(() => [...normalizedLatinTables(3, 4)]).toThrow(/R ≤ S/);
  });

  it('have the number of intercalates that theory gives: S²/4 for Z_S with S even, none with S odd, S²(S − 1)/4 for Z₂^m', () => {
    const random = RandomStream.of(SEED, 'intercalates');
    for (const subjects of [4, 6, 8, 10, 16]) {
      expect(countIntercalates(drawLatinTable('cyclic', subjects, subjects, random))).toBe(subjects ** 2 / 4);
    }
    for (const subjects of [3, 5, 7, 9, 15])
      expect(countIntercalates(drawLatinTable('cyclic', subjects, subjects, random))).toBe(0);
    for (const subjects of [2, 4, 8, 16]) {
      expect(countIntercalates(drawLatinTable('elementary', subjects, subjects, random))).toBe(
        (subjects ** 2 * (subjects - 1)) / 4,
      );
    }
  });

  it('the smallest Latin tables with a swap beside a third subject are 3 of the 9 of S = 4, R = 2', () => {
    const swapping = (subjects: number, relations: number) =>
      [...normalizedLatinTables(subjects, relations)].filter((table) => countIntercalates(table) > 0).length;
    expect([swapping(3, 2), swapping(3, 3), swapping(4, 2)]).toEqual([0, 0, 3]);
  });

  it(`from matchings have intercalates at odd S, and need not be isotopes of a cyclic group (seed ${SEED})`, () => {
    const random = RandomStream.of(SEED, 'matchings');
    const tables = Array.from({ length: 30 }, () => drawLatinTable('matchings', 15, 15, random));
    expect(tables.filter((table) => countIntercalates(table) > 0).length).toBeGreaterThan(25);
    expect(tables.filter((table) => nonCyclicWitness(table) !== null).length).toBe(30);
  });

  it('give no non-cyclic witness on isotopes of cyclic groups, and one where cycles differ in length', () => {
    const random = RandomStream.of(SEED, 'witness');
    for (const subjects of [5, 8, 12]) expect(nonCyclicWitness(drawLatinTable('cyclic', subjects, subjects, random))).toBeNull();
    // Rows 0 1 2 3 4 and 1 0 3 4 2: a swap and a cycle of three.
    const rows = [
      [0, 1, 2, 3, 4],
      [1, 0, 3, 4, 2],
    ];
    const facts = rows.flatMap((row, relation) => row.map((answer, subject) => [subject, relation, answer] as const));
    const table = new StoredTable({ subjects: 5, relations: 2, answers: 5 }, facts);
    expect(nonCyclicWitness(table)).toEqual([0, 1]);
    expect([...intercalatesOf(table)]).toEqual([{ subjects: [0, 1], relations: [0, 1], answers: [0, 1] }]);
  });

  it('exist for Z₂^m only at powers of two', () => {
    expect(familiesOfOrder(8)).toEqual(['cyclic', 'elementary', 'matchings']);
    expect(familiesOfOrder(12)).toEqual(['cyclic', 'matchings']);
    expect(() => plainLatinTable('elementary', 12, 2)).toThrow(/power of two/);
    expect(() => drawLatinTable('cyclic', 4, 5, RandomStream.of(1))).toThrow(/R ≤ S/);
  });

  it(`are uniformly relabelled: the first answer is any answer, the first relation any shift (seed ${SEED})`, () => {
    const random = RandomStream.of(SEED, 'relabelled');
    for (const family of LATIN_FAMILIES) {
      const first = [0, 0, 0, 0];
      for (let draw = 0; draw < 2000; draw++) first[drawLatinTable(family, 4, 2, random).answerOf(0, 0)]++;
      for (const count of first) expect(Math.abs(count - 500)).toBeLessThan(6 * Math.sqrt((2000 * 3) / 16));
    }
  });

  it('have their answers relabelled too: no shift structure is left', () => {
    const random = RandomStream.of(SEED, 'answers');
    for (const [family, difference] of [
      ['cyclic', (one: number, other: number) => (other - one + 8) % 8],
      ['elementary', (one: number, other: number) => one ^ other],
    ] as const) {
      const shifts = Array.from({ length: 50 }, () => {
        const table = drawLatinTable(family, 8, 2, random);
        return new Set(Array.from({ length: 8 }, (_, s) => difference(table.answerOf(s, 0), table.answerOf(s, 1)))).size;
      });
      expect(shifts.filter((size) => size === 1).length).toBeLessThan(10);
    }
  });

  it('given by a formula equal the stored table with the same facts', () => {
    for (const [subjects, relations] of [
      [1, 1],
      [7, 7],
      [24, 5],
    ]) {
      const formula = new LatinFormula(subjects, relations);
      expect(latinViolations(formula)).toEqual([]);
      expect(formula.sharersHistogram()).toEqual([[1, subjects]]);
    }
    expect(() => new LatinFormula(2 ** 27, 2)).toThrow(/2²⁶/);
    expect(() => new LatinFormula(4, 5)).toThrow(/R ≤ S/);
  });

  it('of 2²⁵ subjects keep exact integers: distinct subjects have distinct answers', () => {
    const formula = new LatinFormula(2 ** 25, 32);
    const random = RandomStream.of(SEED, 'formula');
    const subjects = new Set(Array.from({ length: 1000 }, () => random.integer(formula.subjects)));
    for (const relation of [0, 31]) {
      const answers = new Set([...subjects].map((subject) => formula.answerOf(subject, relation)));
      expect(answers.size).toBe(subjects.size);
      for (const answer of answers) expect(Number.isInteger(answer) && answer >= 0 && answer < formula.answers).toBe(true);
    }
  });
});

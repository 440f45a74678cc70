import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/random/random-stream.js';
import { drawAmbiguousTable } from '../../src/task/tables/ambiguous-pairs.js';
import { LATIN_ASSUMPTIONS, violationsOf } from '../../src/task/assumptions.js';
import { withoutLastAnswers, withoutLastSubjects } from '../../src/task/tables/cut-table.js';
import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import { drawLatinTable, plainLatinTable } from '../../src/task/tables/latin.js';
import { drawPerfectMatching } from '../../src/task/tables/perfect-matching.js';
import { drawSharedAnswers, mostSharers } from '../../src/task/tables/shared-answers.js';
import { SEED } from '../kit/seed.js';

function broken(table: KnowledgeBase): string[] {
  return LATIN_ASSUMPTIONS.filter((assumption) => violationsOf(assumption, table).length > 0).map(({ id }) => id);
}

describe(`tables that lack one property of Latin tables (seed ${SEED})`, () => {
  it('shared answers: every relation has a hub of its own, of the requested size, at every possible size', () => {
    for (let subjects = 4; subjects <= 16; subjects++) {
      for (let relations = 1; mostSharers(subjects, relations) >= 2; relations++) {
        for (let sharers = 2; sharers <= mostSharers(subjects, relations); sharers++) {
          const table = drawSharedAnswers(subjects, relations, sharers, RandomStream.of(SEED, subjects, relations, sharers));
          expect(broken(table)).toEqual(['injective']);
          const hubs = Array.from({ length: relations }, (_, r) =>
            Array.from({ length: table.answers }, (__, a) => a).filter((a) => table.sharersOf(r, a) > 1),
          );
          expect(hubs.every((list) => list.length === 1)).toBe(true);
          expect(new Set(hubs.flat()).size).toBe(relations);
          expect(hubs.map(([hub], r) => table.sharersOf(r, hub))).toEqual(hubs.map(() => sharers));
        }
      }
    }
  });

  it('shared answers: refuses more sharers than the proof allows', () => {
    expect(() => drawSharedAnswers(8, 2, 5, RandomStream.of(SEED))).toThrow('needs 2 … 4 subjects that share a hub, not 5');
    expect(() => drawSharedAnswers(8, 2, 1, RandomStream.of(SEED))).toThrow('not 1');
  });

  it('ambiguous pairs: always at least one, even with two relations', () => {
    for (let i = 0; i < 60; i++) {
      expect(broken(drawAmbiguousTable(2 + (i % 12), 2, RandomStream.of(SEED, 'ambiguous', i)))).toEqual(['unambiguous']);
    }
    expect(() => drawAmbiguousTable(8, 1, RandomStream.of(SEED))).toThrow('a table with an ambiguous pair needs R ≥ 2, not R = 1');
  });

  it('cut tables: without answers they are not total, without subjects they are not onto', () => {
    const table = drawLatinTable('cyclic', 12, 5, RandomStream.of(SEED, 'cut'));
    const fewer = withoutLastAnswers(table, 3);
    expect([fewer.subjects, fewer.answers, fewer.facts, broken(fewer)]).toEqual([12, 9, 45, ['total']]);
    const smaller = withoutLastSubjects(table, 3);
    expect([smaller.subjects, smaller.answers, smaller.facts, broken(smaller)]).toEqual([9, 12, 45, ['onto']]);
    expect(withoutLastSubjects(plainLatinTable('cyclic', 3, 2), 1).answerOf(1, 1)).toBe(2);
  });
});

describe('a perfect matching', () => {
  it('uses allowed places only, and finds a unique matching', () => {
    const shift = drawPerfectMatching(7, (member, place) => place === (member + 3) % 7, RandomStream.of(SEED));
    expect([...shift]).toEqual([4, 5, 6, 0, 1, 2, 3]);
  });

  it('throws when there is none', () => {
    expect(() => drawPerfectMatching(3, (_, place) => place !== 2, RandomStream.of(SEED))).toThrow(
      'no perfect matching of 3 members',
    );
  });
});

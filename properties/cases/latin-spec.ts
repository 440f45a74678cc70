import type { RandomStream } from '../../src/random/random-stream.js';
import { drawLatinTable, familiesOfOrder, plainLatinTable, type LatinFamily } from '../../src/task/tables/latin.js';
import type { StoredTable } from '../../src/task/tables/stored-table.js';

/** How a Latin table is made: by value it is its facts, but it shrinks through what it was made from. */
export interface LatinSpec {
  readonly family: LatinFamily;
  readonly subjects: number;
  readonly relations: number;
  /** True for the family's plainest table, nothing relabelled. */
  readonly plain: boolean;
}

/** One of the families that exist at this size, each equally likely. */
export function drawFamily(subjects: number, random: RandomStream): LatinFamily {
  return random.choice(familiesOfOrder(subjects));
}

/** Builds the table of a spec. */
export function buildLatin({ family, subjects, relations, plain }: LatinSpec, random: RandomStream): StoredTable {
  return plain && family !== 'matchings'
    ? plainLatinTable(family, subjects, relations)
    : drawLatinTable(family, subjects, relations, random);
}

/** The spec at another size: the family is kept where it has a table of that size. */
export function resizeLatin(tableSpec: LatinSpec, subjects: number, relations: number): LatinSpec {
  const family = familiesOfOrder(subjects).includes(tableSpec.family) ? tableSpec.family : 'cyclic';
  return { ...tableSpec, family, subjects, relations };
}

/** Simpler recipes of the same size: the plainest cyclic table, then the plainest of Z₂^m. */
export function plainerSpecs(tableSpec: LatinSpec): LatinSpec[] {
  const plain: LatinSpec[] = familiesOfOrder(tableSpec.subjects)
    .filter((family) => family !== 'matchings')
    .map((family) => ({ ...tableSpec, family, plain: true }));
  const at = plain.findIndex(({ family }) => tableSpec.plain && family === tableSpec.family);
  return at === -1 ? plain : plain.slice(0, at);
}

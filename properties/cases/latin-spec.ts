import type { RandomStream } from '../../src/random/random-stream.js';
import { drawLatinTable, familiesOfOrder, plainLatinTable, type LatinFamily } from '../../src/task/tables/latin.js';
import type { StoredTable } from '../../src/task/tables/stored-table.js';

/** How a Latin table is made. A file holds the table's facts; shrinking works on this spec. */
export interface LatinSpec {
  readonly family: LatinFamily;
  readonly subjects: number;
  readonly relations: number;
  /** True for the family's plainest table, in which nothing is relabelled. */
  readonly plain: boolean;
}

/** Draws a family uniformly from those that exist at this size. */
export function drawFamily(subjects: number, random: RandomStream): LatinFamily {
  return random.choice(familiesOfOrder(subjects));
}

export function buildLatin({ family, subjects, relations, plain }: LatinSpec, random: RandomStream): StoredTable {
  return plain && family !== 'matchings'
    ? plainLatinTable(family, subjects, relations)
    : drawLatinTable(family, subjects, relations, random);
}

/** The spec at another size, with the same family if it has a table of that size, else a cyclic table. */
export function resizeLatin(tableSpec: LatinSpec, subjects: number, relations: number): LatinSpec {
  const family = familiesOfOrder(subjects).includes(tableSpec.family) ? tableSpec.family : 'cyclic';
  return { ...tableSpec, family, subjects, relations };
}

/** Simpler specs of the same size: the plainest cyclic table, then the plainest table of Z₂^m. */
export function plainerSpecs(tableSpec: LatinSpec): LatinSpec[] {
  const plain: LatinSpec[] = familiesOfOrder(tableSpec.subjects)
    .filter((family) => family !== 'matchings')
    .map((family) => ({ ...tableSpec, family, plain: true }));
  const at = plain.findIndex(({ family }) => tableSpec.plain && family === tableSpec.family);
  return at === -1 ? plain : plain.slice(0, at);
}

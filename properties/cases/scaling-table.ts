import type { ScalingTables } from '../../spec/domains/scaling-domain.js';
import type { RandomStream } from '../../src/random/random-stream.js';
import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import { drawLatinTable } from '../../src/task/tables/latin.js';
import { drawBijectiveTable } from '../../src/task/tables/random-tables.js';
import { TableFormula } from '../../src/task/tables/table-formula.js';

// S = 2^m subjects, R relations.

/** The least m at which tables are formulas. With fewer subjects, keyed permutations would reach only a few of all permutations. */
export const FORMULA_FROM_BITS = 8;

/** Draws a table of 2^m subjects: small tables are stored, large ones are formulas. Rows of matchings have no formula and are always stored. */
export function drawScalingTable(
  tables: ScalingTables,
  { subjectBits, relations }: { readonly subjectBits: number; readonly relations: number },
  random: RandomStream,
): KnowledgeBase {
  const subjects = 2 ** subjectBits;
  if (tables === 'matchings') return drawLatinTable(tables, subjects, relations, random);
  if (subjectBits >= FORMULA_FROM_BITS) return new TableFormula(tables, subjectBits, relations, random);
  return tables === 'bijections'
    ? drawBijectiveTable(subjects, relations, random)
    : drawLatinTable(tables, subjects, relations, random);
}

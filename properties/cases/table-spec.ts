import type { RandomStream } from '../../src/random/random-stream.js';
import { drawAmbiguousTable } from '../../src/task/tables/ambiguous-pairs.js';
import { withoutLastAnswers, withoutLastSubjects } from '../../src/task/tables/cut-table.js';
import { drawSharedAnswers } from '../../src/task/tables/shared-answers.js';
import type { StoredTable } from '../../src/task/tables/stored-table.js';
import { buildLatin, type LatinSpec } from './latin-spec.js';

// S subjects, R relations.

/** Why a table is not Latin: it breaks exactly one of the four assumptions. */
export type TableFlaw =
  /** Not total: some answers of a Latin table are gone, with their facts. */
  | { readonly kind: 'missing-facts'; readonly answers: number }
  /** Not onto: some subjects of a Latin table are gone, so that their answers are spare. */
  | { readonly kind: 'spare-answers'; readonly subjects: number }
  /** Not injective: every relation gives one answer to `sharers` subjects. */
  | { readonly kind: 'shared-answers'; readonly sharers: number }
  /** Ambiguous: relations are independent bijections. */
  | { readonly kind: 'ambiguous-pairs' };

/** How a flawed table is made. */
export interface FlawedSpec extends Omit<LatinSpec, 'family'> {
  /** The family of the Latin table that is cut, or how its rows are drawn. */
  readonly family: LatinSpec['family'] | 'bijections';
  readonly flaw: TableFlaw;
}

/** How a table is made. A file holds the table's facts; shrinking works on this spec. */
export type TableSpec = LatinSpec | FlawedSpec;

export function buildTable(tableSpec: TableSpec, random: RandomStream): StoredTable {
  if (!('flaw' in tableSpec)) return buildLatin(tableSpec, random);
  const { flaw, subjects, relations } = tableSpec;
  switch (flaw.kind) {
    case 'missing-facts':
      return withoutLastAnswers(buildLatin(latinOf(tableSpec, subjects), random), flaw.answers);
    case 'spare-answers':
      return withoutLastSubjects(buildLatin(latinOf(tableSpec, subjects + flaw.subjects), random), flaw.subjects);
    case 'shared-answers':
      return drawSharedAnswers(subjects, relations, flaw.sharers, random);
    case 'ambiguous-pairs':
      return drawAmbiguousTable(subjects, relations, random);
  }
}

/** The stratum of a case: the family of its table. */
export function familyOf({ spec }: { readonly spec: { readonly tableSpec: TableSpec | null } }): string {
  return spec.tableSpec?.family ?? 'given table';
}

/** A spec in words, as in "plain cyclic table, answers taken out: 2". */
export function describeTableSpec(tableSpec: TableSpec): string {
  const table = `${tableSpec.plain ? 'plain ' : ''}${tableSpec.family} table`;
  return 'flaw' in tableSpec ? `${table}${describeFlaw(tableSpec.flaw)}` : table;
}

function describeFlaw(flaw: TableFlaw): string {
  switch (flaw.kind) {
    case 'missing-facts':
      return `, answers taken out: ${flaw.answers}`;
    case 'spare-answers':
      return `, subjects taken out: ${flaw.subjects}`;
    case 'shared-answers':
      return `, subjects to a hub: ${flaw.sharers}`;
    case 'ambiguous-pairs':
      return '';
  }
}

/** The Latin table that a cut one is made from. */
function latinOf({ family, relations, plain }: FlawedSpec, order: number): LatinSpec {
  if (family === 'bijections') throw new RangeError('only a Latin table can be cut, not random bijections');
  return { family, subjects: order, relations, plain };
}

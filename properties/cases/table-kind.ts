import { leastPairs, leastRelations, limitsOf, type TableDomain } from '../../spec/domains/training-domain.js';
import type { RandomStream } from '../../src/random/random-stream.js';
import { familiesOfOrder } from '../../src/task/tables/latin.js';
import { mostSharers } from '../../src/task/tables/shared-answers.js';
import { smallerSizes, type DrawInteger } from './case-arbitrary.js';
import { drawFamily, plainerSpecs, resizeLatin } from './latin-spec.js';
import type { FlawedSpec, TableSpec } from './table-spec.js';

// S subjects, R relations, k pairs.

interface Range {
  readonly min: number;
  readonly max: number;
}

/** The ranges of R and k for tables of S subjects. */
export interface SizeLimits {
  readonly relations: Range;
  readonly pairs: Range;
}

/** A kind of random table: how one is drawn, and how it is made smaller and plainer. */
export interface TableKind {
  /** The largest number of subjects, at most S, at which such a table exists. */
  fit(subjects: number): number;
  /** The limits of a domain for such tables of S subjects. */
  limits(sizes: TableDomain, subjects: number): SizeLimits;
  draw(subjects: number, relations: number, integer: DrawInteger, random: RandomStream): TableSpec;
  /** The spec at another size, within the limits. */
  resize(tableSpec: TableSpec, subjects: number, relations: number): TableSpec;
  /** Simpler specs of the same size, the simplest first. */
  plainer(tableSpec: TableSpec): readonly TableSpec[];
}

/** Latin tables of every family that exists at their size. */
export const LATIN_TABLES: TableKind = {
  fit: (subjects) => subjects,
  limits: limitsIn,
  draw: (subjects, relations, _, random) => ({ family: drawFamily(subjects, random), subjects, relations, plain: false }),
  resize: (tableSpec, subjects, relations) => ('flaw' in tableSpec ? tableSpec : resizeLatin(tableSpec, subjects, relations)),
  plainer: (tableSpec) => ('flaw' in tableSpec ? [] : plainerSpecs(tableSpec)),
};

/** Latin tables of the group Z₂^m only, which are full of swaps. */
export const SWAP_RICH_TABLES: TableKind = {
  ...LATIN_TABLES,
  fit: (subjects) => 2 ** Math.floor(Math.log2(subjects)),
  draw: (subjects, relations) => ({ family: 'elementary', subjects, relations, plain: false }),
  plainer: (tableSpec) => (tableSpec.plain ? [] : [{ ...tableSpec, plain: true }]),
};

/** Latin tables without some of their answers (at most a quarter) and the facts that hold them. They break "total" and nothing else. */
export const TABLES_WITH_MISSING_FACTS: TableKind = flawed({
  most: ({ subjects }) => mostMissing(subjects),
  limits(sizes, subjects) {
    const own = limitsIn(sizes, subjects);
    const facts = subjects - mostMissing(subjects); // the fewest of a relation
    const room = (sizes.heldOut ? Math.floor(facts / 2) : facts) - 1; // a prompt draws k + 1 subjects from these
    return { ...own, pairs: { ...own.pairs, max: Math.min(own.pairs.max, room) } };
  },
  least: 1,
  family: drawFamily,
  flaw: (answers) => ({ kind: 'missing-facts', answers }),
  extent: ({ flaw }) => (flaw.kind === 'missing-facts' ? flaw.answers : 0),
});

/** Latin tables without some of their subjects (at most a third of those that remain), whose answers are then spare. They break "onto" and nothing else. */
export const TABLES_WITH_SPARE_ANSWERS: TableKind = flawed({
  most: ({ subjects }) => Math.max(1, Math.floor(subjects / 3)),
  limits: limitsIn,
  least: 1,
  family: (subjects, random, spare) => drawFamily(subjects + spare, random),
  flaw: (subjects) => ({ kind: 'spare-answers', subjects }),
  extent: ({ flaw }) => (flaw.kind === 'spare-answers' ? flaw.subjects : 0),
});

/** Tables in which every relation gives an answer of its own to several subjects. They break "injective" and nothing else. */
export function tablesWithSharedAnswers(sharers: { readonly min: number; readonly max?: number }): TableKind {
  return flawed({
    most: ({ subjects, relations }) => Math.min(sharers.max ?? Infinity, mostSharers(subjects, relations)),
    limits(sizes, subjects) {
      const own = limitsIn(sizes, subjects);
      const room = mostSharers(subjects, sharers.min); // symmetric in R and c
      return { ...own, relations: { ...own.relations, max: Math.min(own.relations.max, room) } };
    },
    least: sharers.min,
    family: () => 'matchings',
    flaw: (count) => ({ kind: 'shared-answers', sharers: count }),
    extent: ({ flaw }) => (flaw.kind === 'shared-answers' ? flaw.sharers : 0),
  });
}

/** Tables whose relations are independent bijections, with at least one ambiguous pair. They break "unambiguous" and nothing else. */
export const TABLES_WITH_AMBIGUOUS_PAIRS: TableKind = flawed({
  most: () => 0,
  limits(sizes, subjects) {
    const own = limitsIn(sizes, subjects);
    return { ...own, relations: { ...own.relations, min: Math.max(2, own.relations.min) } };
  },
  least: 0,
  family: () => 'bijections',
  flaw: () => ({ kind: 'ambiguous-pairs' }),
  extent: () => 0,
});

/** Draws a table's spec and k, each size uniformly in its range. */
export function drawTableSpec(
  tables: TableKind,
  sizes: TableDomain,
  integer: DrawInteger,
  random: RandomStream,
): { readonly tableSpec: TableSpec; readonly pairs: number } {
  const subjects = tables.fit(integer(sizes.subjects.min, sizes.subjects.max));
  const limits = tables.limits(sizes, subjects);
  const relations = integer(limits.relations.min, limits.relations.max);
  const pairs = integer(limits.pairs.min, limits.pairs.max);
  return { tableSpec: tables.draw(subjects, relations, integer, random), pairs };
}

/** True if tables and prompts of a size exist. */
export function hasRoom({ relations, pairs }: SizeLimits): boolean {
  return relations.min <= relations.max && pairs.min <= pairs.max;
}

function limitsIn(sizes: TableDomain, subjects: number): SizeLimits {
  const most = limitsOf(sizes, subjects);
  return {
    relations: { min: leastRelations(sizes, subjects), max: most.relations },
    pairs: { min: leastPairs(sizes, subjects), max: most.pairs },
  };
}

function mostMissing(subjects: number): number {
  return Math.max(1, Math.floor(subjects / 4));
}

/** What differs between the kinds of flawed tables. The extent of a flaw is a number: of answers, subjects or sharers. */
interface FlawedKind extends Pick<TableKind, 'limits'> {
  readonly least: number;
  most(sizes: { readonly subjects: number; readonly relations: number }): number;
  family(subjects: number, random: RandomStream, extent: number): FlawedSpec['family'];
  flaw(extent: number): FlawedSpec['flaw'];
  extent(tableSpec: FlawedSpec): number;
}

function flawed(kind: FlawedKind): TableKind {
  const { least } = kind;
  /** The order of the Latin table that is cut. */
  const orderOf = (subjects: number, flaw: FlawedSpec['flaw']) => subjects + (flaw.kind === 'spare-answers' ? flaw.subjects : 0);
  const isCut = ({ flaw }: FlawedSpec) => flaw.kind === 'missing-facts' || flaw.kind === 'spare-answers';
  /** The spec, made cyclic if its family has no table of its order. */
  const fitted = (tableSpec: FlawedSpec): FlawedSpec => {
    if (!isCut(tableSpec)) return tableSpec;
    const families: readonly string[] = familiesOfOrder(orderOf(tableSpec.subjects, tableSpec.flaw));
    return families.includes(tableSpec.family) ? tableSpec : { ...tableSpec, family: 'cyclic' };
  };
  return {
    fit: (subjects) => subjects,
    limits: (sizes, subjects) => kind.limits(sizes, subjects),
    draw(subjects, relations, integer, random) {
      const extent = integer(least, kind.most({ subjects, relations }));
      return { family: kind.family(subjects, random, extent), flaw: kind.flaw(extent), subjects, relations, plain: false };
    },
    resize(tableSpec, subjects, relations) {
      if (!('flaw' in tableSpec)) return tableSpec;
      const extent = Math.min(kind.extent(tableSpec), kind.most({ subjects, relations }));
      return fitted({ ...tableSpec, subjects, relations, flaw: kind.flaw(extent) });
    },
    plainer(tableSpec) {
      if (!('flaw' in tableSpec)) return [];
      const lesser = smallerSizes(kind.extent(tableSpec), least).map((extent) => fitted({ ...tableSpec, flaw: kind.flaw(extent) }));
      const plain: FlawedSpec = { ...tableSpec, family: 'cyclic', plain: true };
      const isPlain = tableSpec.plain && tableSpec.family === 'cyclic';
      return isCut(tableSpec) && !isPlain ? [plain, ...lesser] : lesser;
    },
  };
}

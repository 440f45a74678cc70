import { leastPairs, leastRelations, limitsOf, type TrainingDomain } from '../../spec/domains/training-domain.js';
import type { RandomStream } from '../../src/random/random-stream.js';
import { familiesOfOrder } from '../../src/task/tables/latin.js';
import { mostSharers } from '../../src/task/tables/shared-answers.js';
import { smallerSizes, type DrawInteger } from './case-arbitrary.js';
import { drawFamily, plainerRecipes, resizeLatin } from './latin-spec.js';
import type { FlawedRecipe, TableRecipe } from './table-spec.js';

// S subjects, R relations, k pairs.

/** The table sizes of a domain. */
export type TableSizes = Omit<TrainingDomain, 'prompts'>;

interface Range {
  readonly min: number;
  readonly max: number;
}

/** R and k for tables of S subjects. */
export interface SizeLimits {
  readonly relations: Range;
  readonly pairs: Range;
}

/** A kind of random tables: how one is drawn, and made smaller and plainer. */
export interface TableKind {
  /** The largest size up to S that has such a table. */
  fit(subjects: number): number;
  /** What a domain leaves to such tables of S subjects. */
  limits(sizes: TableSizes, subjects: number): SizeLimits;
  draw(subjects: number, relations: number, integer: DrawInteger, random: RandomStream): TableRecipe;
  /** The recipe at another size, within the limits. */
  resize(recipe: TableRecipe, subjects: number, relations: number): TableRecipe;
  /** Simpler recipes of the same size, the simplest first. */
  plainer(recipe: TableRecipe): readonly TableRecipe[];
}

/** Latin tables of every family that exists at their size. */
export const LATIN_TABLES: TableKind = {
  fit: (subjects) => subjects,
  limits: limitsIn,
  draw: (subjects, relations, _, random) => ({ family: drawFamily(subjects, random), subjects, relations, plain: false }),
  resize: (recipe, subjects, relations) => ('flaw' in recipe ? recipe : resizeLatin(recipe, subjects, relations)),
  plainer: (recipe) => ('flaw' in recipe ? [] : plainerRecipes(recipe)),
};

/** Latin tables of the group Z₂^m alone, which are full of swaps. */
export const SWAP_RICH_TABLES: TableKind = {
  ...LATIN_TABLES,
  fit: (subjects) => 2 ** Math.floor(Math.log2(subjects)),
  draw: (subjects, relations) => ({ family: 'elementary', subjects, relations, plain: false }),
  plainer: (recipe) => (recipe.plain ? [] : [{ ...recipe, plain: true }]),
};

/** Latin tables some of whose answers are gone, up to a quarter of them, with their facts: exactly not total. */
export const TABLES_WITH_MISSING_FACTS: TableKind = flawed({
  most: ({ subjects }) => mostMissing(subjects),
  limits(sizes, subjects) {
    const own = limitsIn(sizes, subjects);
    const facts = subjects - mostMissing(subjects); // of each relation, at the least
    const room = (sizes.heldOut ? Math.floor(facts / 2) : facts) - 1; // k + 1 subjects fit into what prompts are drawn from
    return { ...own, pairs: { ...own.pairs, max: Math.min(own.pairs.max, room) } };
  },
  least: 1,
  family: drawFamily,
  flaw: (answers) => ({ kind: 'missing-facts', answers }),
  extent: ({ flaw }) => (flaw.kind === 'missing-facts' ? flaw.answers : 0),
});

/** Latin tables some of whose subjects are gone, up to a third of those that stay, so that their answers are spare: exactly not onto. */
export const TABLES_WITH_SPARE_ANSWERS: TableKind = flawed({
  most: ({ subjects }) => Math.max(1, Math.floor(subjects / 3)),
  limits: limitsIn,
  least: 1,
  family: (subjects, random, spare) => drawFamily(subjects + spare, random),
  flaw: (subjects) => ({ kind: 'spare-answers', subjects }),
  extent: ({ flaw }) => (flaw.kind === 'spare-answers' ? flaw.subjects : 0),
});

/** Tables in which every relation gives one answer of its own to as many subjects as the range says: exactly not injective. */
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

/** Tables whose relations are independent bijections, with an ambiguous pair at least: exactly not unambiguous. */
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

/** Whether a size has tables and prompts at all. */
export function hasRoom({ relations, pairs }: SizeLimits): boolean {
  return relations.min <= relations.max && pairs.min <= pairs.max;
}

function limitsIn(sizes: TableSizes, subjects: number): SizeLimits {
  const most = limitsOf(sizes, subjects);
  return {
    relations: { min: leastRelations(sizes, subjects), max: most.relations },
    pairs: { min: leastPairs(sizes, subjects), max: most.pairs },
  };
}

function mostMissing(subjects: number): number {
  return Math.max(1, Math.floor(subjects / 4));
}

/** What tells kinds of tables with a flaw apart; the flaw's extent is a number. */
interface FlawedKind extends Pick<TableKind, 'limits'> {
  readonly least: number;
  most(sizes: { readonly subjects: number; readonly relations: number }): number;
  family(subjects: number, random: RandomStream, extent: number): FlawedRecipe['family'];
  flaw(extent: number): FlawedRecipe['flaw'];
  extent(recipe: FlawedRecipe): number;
}

function flawed(kind: FlawedKind): TableKind {
  const { least } = kind;
  /** The order of the Latin table that is cut. */
  const orderOf = (subjects: number, flaw: FlawedRecipe['flaw']) => subjects + (flaw.kind === 'spare-answers' ? flaw.subjects : 0);
  const isCut = ({ flaw }: FlawedRecipe) => flaw.kind === 'missing-facts' || flaw.kind === 'spare-answers';
  /** A recipe whose family has a table of its order. */
  const fitted = (recipe: FlawedRecipe): FlawedRecipe => {
    if (!isCut(recipe)) return recipe;
    const families: readonly string[] = familiesOfOrder(orderOf(recipe.subjects, recipe.flaw));
    return families.includes(recipe.family) ? recipe : { ...recipe, family: 'cyclic' };
  };
  return {
    fit: (subjects) => subjects,
    limits: (sizes, subjects) => kind.limits(sizes, subjects),
    draw(subjects, relations, integer, random) {
      const extent = integer(least, kind.most({ subjects, relations }));
      return { family: kind.family(subjects, random, extent), flaw: kind.flaw(extent), subjects, relations, plain: false };
    },
    resize(recipe, subjects, relations) {
      if (!('flaw' in recipe)) return recipe;
      const extent = Math.min(kind.extent(recipe), kind.most({ subjects, relations }));
      return fitted({ ...recipe, subjects, relations, flaw: kind.flaw(extent) });
    },
    plainer(recipe) {
      if (!('flaw' in recipe)) return [];
      const lesser = smallerSizes(kind.extent(recipe), least).map((extent) => fitted({ ...recipe, flaw: kind.flaw(extent) }));
      const plain: FlawedRecipe = { ...recipe, family: 'cyclic', plain: true };
      const isPlain = recipe.plain && recipe.family === 'cyclic';
      return isCut(recipe) && !isPlain ? [plain, ...lesser] : lesser;
    },
  };
}

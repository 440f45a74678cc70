import * as v from 'valibot';
import { limitsOf, type TrainingDomain } from '../../spec/domains/training-domain.js';
import { RandomStream } from '../../src/random/random-stream.js';
import type { StoredTable } from '../../src/task/tables/stored-table.js';
import type { Json, Part } from '../../src/verify/experiment.js';
import { smallerSizes, type CaseKind } from './case-arbitrary.js';
import { decodeTable, parseCase, SEED_SCHEMA, TABLE_SCHEMA, wrongField } from './decode-case.js';
import { describeTable, encodeTable } from './encode-table.js';
import { cookLatin, drawFamily, plainerRecipes, resizeLatin, type LatinRecipe } from './latin-spec.js';

// S subjects, R relations, p the memory's power.

/** A case of the claims about what a memory of random embeddings recalls: a Latin table, the power, and what the embeddings are drawn by. */
export class RecallCase {
  constructor(
    /** Null for a table that was given. */
    readonly recipe: LatinRecipe | null,
    readonly table: StoredTable,
    readonly power: number,
    /** Decides the embeddings, and the table of a smaller case. */
    readonly seed: number,
  ) {}

  encode(): { readonly [key: string]: Json } {
    return { table: encodeTable(this.table), power: this.power, seed: this.seed };
  }

  describe(): string {
    const { recipe } = this;
    const family = recipe === null ? 'a given' : `${recipe.plain ? 'plain ' : ''}${recipe.family}`;
    return `${family} table, ${describeTable(this.table)}, memory of power ${this.power}`;
  }
}

/** What a recall case is by value. */
const CASE_SCHEMA = v.strictObject({
  table: TABLE_SCHEMA,
  power: v.pipe(v.number(), v.integer(), v.minValue(2)),
  seed: SEED_SCHEMA,
  system: v.string(),
});

/**
 * The case that a value stands for.
 *
 * @param system - the id of the system that the claim is about
 * @throws InputError naming the field that is wrong
 */
export function decodeRecallCase(value: Json, system: string): RecallCase {
  const { table, power, seed, system: given } = parseCase(CASE_SCHEMA, value);
  if (given !== system) throw wrongField('system', `"${given}" where the claim is about "${system}"`);
  return new RecallCase(null, decodeTable(table), power, seed);
}

/** What of a recall case can be drawn anew. */
export const RECALL_PARTS: readonly Part<RecallCase>[] = [
  {
    name: 'table',
    redraw: ({ recipe, power, seed }, random) =>
      recipe === null ? null : new RecallCase(recipe, cookLatin({ ...recipe, plain: false }, random), power, seed),
  },
  { name: 'embeddings', redraw: ({ recipe, power, table }, random) => new RecallCase(recipe, table, power, random.next() >>> 0) },
];

/** Cases on random Latin tables of a domain's sizes; a case of another power or size draws its embeddings from the same seed. */
export function latinRecallCases(domain: TrainingDomain, powers: readonly number[]): CaseKind<RecallCase> {
  return {
    draw(integer, random) {
      const subjects = integer(domain.subjects.min, domain.subjects.max);
      const relations = integer(domain.relations.min, limitsOf(domain, subjects).relations);
      const power = powers[integer(0, powers.length - 1)];
      const recipe = { family: drawFamily(subjects, random), subjects, relations, plain: false };
      return cookRecall(recipe, power, random.next() >>> 0);
    },
    *simpler({ recipe, power, seed }) {
      if (recipe === null) return;
      for (const subjects of smallerSizes(recipe.subjects, domain.subjects.min)) {
        const most = limitsOf(domain, subjects).relations;
        yield cookRecall(resizeLatin(recipe, subjects, Math.min(recipe.relations, most)), power, seed);
      }
      for (const relations of smallerSizes(recipe.relations, domain.relations.min)) {
        yield cookRecall(resizeLatin(recipe, recipe.subjects, relations), power, seed);
      }
      for (const smaller of powers.filter((candidate) => candidate < power)) yield cookRecall(recipe, smaller, seed);
      for (const plainer of plainerRecipes(recipe)) yield cookRecall(plainer, power, seed);
    },
    is: (value): value is RecallCase => value instanceof RecallCase,
  };
}

/** The case of a recipe: the seed decides table and embeddings. */
export function cookRecall(recipe: LatinRecipe, power: number, seed: number): RecallCase {
  return new RecallCase(recipe, cookLatin(recipe, RandomStream.of(seed, 'table')), power, seed);
}

import { limitsOf, type TrainingDomain } from '../../spec/training-domain.js';
import { RandomStream } from '../../src/random/random-stream.js';
import type { StoredTable } from '../../src/task/stored-table.js';
import type { Json } from '../../src/verify/experiment.js';
import { smallerSizes, type CaseKind } from './case-arbitrary.js';
import { describeTable, encodeTable } from './encode-table.js';
import { cookLatin, drawFamily, plainerRecipes, resizeLatin, type LatinRecipe } from './latin-draw.js';

// S subjects, R relations, p the memory's power.

/** A case of the claims about what a memory of random embeddings recalls: a Latin table, the power, and what the embeddings are drawn by. */
export class RecallCase {
  readonly table: StoredTable;

  constructor(
    readonly recipe: LatinRecipe,
    readonly power: number,
    /** Decides the embeddings, and the table of a smaller case. */
    readonly seed: number,
  ) {
    this.table = cookLatin(recipe, RandomStream.of(seed, 'table'));
  }

  encode(): { readonly [key: string]: Json } {
    return { table: encodeTable(this.table), power: this.power, seed: this.seed };
  }

  describe(): string {
    const { family, plain } = this.recipe;
    return `${plain ? 'plain ' : ''}${family} table, ${describeTable(this.table)}, memory of power ${this.power}`;
  }
}

/** Cases on random Latin tables of a domain's sizes; a case of another power or size draws its embeddings from the same seed. */
export function latinRecallCases(domain: TrainingDomain, powers: readonly number[]): CaseKind<RecallCase> {
  return {
    draw(integer, random) {
      const subjects = integer(domain.subjects.min, domain.subjects.max);
      const relations = integer(domain.relations.min, limitsOf(domain, subjects).relations);
      const power = powers[integer(0, powers.length - 1)];
      const recipe = { family: drawFamily(subjects, random), subjects, relations, plain: false };
      return new RecallCase(recipe, power, random.next() >>> 0);
    },
    *simpler({ recipe, power, seed }) {
      for (const subjects of smallerSizes(recipe.subjects, domain.subjects.min)) {
        const most = limitsOf(domain, subjects).relations;
        yield new RecallCase(resizeLatin(recipe, subjects, Math.min(recipe.relations, most)), power, seed);
      }
      for (const relations of smallerSizes(recipe.relations, domain.relations.min)) {
        yield new RecallCase(resizeLatin(recipe, recipe.subjects, relations), power, seed);
      }
      for (const smaller of powers.filter((candidate) => candidate < power)) yield new RecallCase(recipe, smaller, seed);
      for (const plainer of plainerRecipes(recipe)) yield new RecallCase(plainer, power, seed);
    },
    is: (value): value is RecallCase => value instanceof RecallCase,
  };
}

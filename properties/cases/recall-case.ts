import * as v from 'valibot';
import { limitsOf, type TrainingDomain } from '../../spec/domains/training-domain.js';
import { RandomStream } from '../../src/random/random-stream.js';
import type { StoredTable } from '../../src/task/tables/stored-table.js';
import type { Json, Factor } from '../../src/verify/experiment.js';
import { type CaseKind, drawSeed, smallerSizes } from './case-arbitrary.js';
import { decodeTable, parseCase, SEED_SCHEMA, TABLE_SCHEMA, wrongField } from './decode-case.js';
import { describeTable, encodeTable } from './encode-table.js';
import { buildLatin, drawFamily, plainerSpecs, resizeLatin, type LatinSpec } from './latin-spec.js';

// S subjects, R relations, p the memory's power.

/** A case of the claims about recall with random embeddings: a Latin table, the memory's power, and the seed of the embeddings. */
export class RecallCase {
  constructor(
    /** Null if the table was given, not drawn. */
    readonly tableSpec: LatinSpec | null,
    readonly table: StoredTable,
    readonly power: number,
    /** Seeds the embeddings, and the tables of smaller cases. */
    readonly seed: number,
  ) {}

  encode(): { readonly [key: string]: Json } {
    return { table: encodeTable(this.table), power: this.power, seed: this.seed };
  }

  describe(): string {
    const { tableSpec } = this;
    const family = tableSpec === null ? 'a given' : `${tableSpec.plain ? 'plain ' : ''}${tableSpec.family}`;
    return `${family} table, ${describeTable(this.table)}, memory of power ${this.power}`;
  }
}

const CASE_SCHEMA = v.strictObject({
  table: TABLE_SCHEMA,
  power: v.pipe(v.number(), v.integer(), v.minValue(2)),
  seed: SEED_SCHEMA,
  system: v.string(),
});

/**
 * Decodes a case.
 *
 * @param system - the id of the system that the claim is about
 * @throws InputError naming the field that is wrong
 */
export function decodeRecallCase(value: Json, system: string): RecallCase {
  const { table, power, seed, system: given } = parseCase(CASE_SCHEMA, value);
  if (given !== system) throw wrongField('system', `"${given}", but the claim is about "${system}"`);
  return new RecallCase(null, decodeTable(table), power, seed);
}

/** The factors of a recall case: the table and the embeddings. */
export const RECALL_FACTORS: readonly Factor<RecallCase>[] = [
  {
    name: 'table',
    redraw: ({ tableSpec, power, seed }, random) =>
      tableSpec === null ? null : new RecallCase(tableSpec, buildLatin({ ...tableSpec, plain: false }, random), power, seed),
  },
  {
    name: 'embeddings',
    redraw: ({ tableSpec, power, table }, random) => new RecallCase(tableSpec, table, power, drawSeed(random)),
  },
];

/** Cases on random Latin tables of a domain's sizes. A simpler case draws its embeddings from the same seed. */
export function latinRecallCases(domain: TrainingDomain, powers: readonly number[]): CaseKind<RecallCase> {
  return {
    draw(integer, random) {
      const subjects = integer(domain.subjects.min, domain.subjects.max);
      const relations = integer(domain.relations.min, limitsOf(domain, subjects).relations);
      const power = powers[integer(0, powers.length - 1)];
      const tableSpec = { family: drawFamily(subjects, random), subjects, relations, plain: false };
      return buildRecall(tableSpec, power, drawSeed(random));
    },
    *simpler({ tableSpec, power, seed }) {
      if (tableSpec === null) return;
      for (const subjects of smallerSizes(tableSpec.subjects, domain.subjects.min)) {
        const most = limitsOf(domain, subjects).relations;
        yield buildRecall(resizeLatin(tableSpec, subjects, Math.min(tableSpec.relations, most)), power, seed);
      }
      for (const relations of smallerSizes(tableSpec.relations, domain.relations.min)) {
        yield buildRecall(resizeLatin(tableSpec, tableSpec.subjects, relations), power, seed);
      }
      for (const smaller of powers.filter((candidate) => candidate < power)) yield buildRecall(tableSpec, smaller, seed);
      for (const plainer of plainerSpecs(tableSpec)) yield buildRecall(plainer, power, seed);
    },
    is: (value): value is RecallCase => value instanceof RecallCase,
  };
}

/** Builds a case from a spec. The seed decides the table and the embeddings. */
export function buildRecall(tableSpec: LatinSpec, power: number, seed: number): RecallCase {
  return new RecallCase(tableSpec, buildLatin(tableSpec, RandomStream.of(seed, 'table')), power, seed);
}

import * as v from 'valibot';
import { DOMAIN_P1, TABLES_OF_P1 } from '../../spec/domains/domain-p1.js';
import type { TableDomain } from '../../spec/domains/training-domain.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { drawPrompts, eligibleRelations } from '../../src/task/draw-prompts.js';
import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import { batchOf, promptOf, type PromptBatch } from '../../src/task/prompt.js';
import type { Json, Factor } from '../../src/verify/experiment.js';
import { type CaseKind, drawSeed, smallerSizes } from './case-arbitrary.js';
import { decodePrompts, decodeTable, parseCase, PROMPTS_SCHEMA, TABLE_SCHEMA, wrongField } from './decode-case.js';
import { describeTable, encodePrompts, encodeTable } from './encode-table.js';
import { drawTableSpec, hasRoom, LATIN_TABLES, type TableKind } from './table-kind.js';
import { buildTable, type TableSpec } from './table-spec.js';

// S subjects, R relations, k pairs.

interface PairwiseCaseSpec {
  /** Null if the table was given, not drawn. */
  readonly tableSpec: TableSpec | null;
  readonly table: KnowledgeBase;
  /** The ratios of neighbouring subject weights, and of neighbouring answer weights (k − 1 each); P1 has them ≤ 0.99. */
  readonly subjectRatios: readonly number[];
  readonly answerRatios: readonly number[];
  /** The subjects' share of the attention; P1 has it in 0.1 … 0.9. */
  readonly subjectShare: number;
  /** The number of prompts. */
  readonly count: number;
  readonly seed: number;
  /** Given prompts; by default they are drawn by the seed. */
  readonly prompts?: PromptBatch;
  /** A given row (2k + 1); by default it follows from the ratios. */
  readonly row?: Float64Array;
}

/** A case of the pairwise claim: a Latin table, a relation row with pairs in one order, and prompts. */
export class PairwiseCase {
  readonly table: KnowledgeBase;
  readonly prompts: PromptBatch;
  /** Attention of the relation row (2k + 1): decreasing over the pairs, none on the query. */
  readonly row: Float64Array;

  constructor(readonly spec: PairwiseCaseSpec) {
    this.table = spec.table;
    this.row = spec.row ?? rowOf(spec);
    const pairs = (this.row.length - 1) / 2;
    this.prompts =
      spec.prompts === undefined
        ? drawPrompts(spec.table, pairs, spec.count, RandomStream.of(spec.seed, 'prompts'))
        : batchOf(spec.prompts.prompts.slice(0, spec.count));
  }

  encode(): Json {
    return {
      table: encodeTable(this.table),
      row: [...this.row],
      prompts: encodePrompts(this.prompts.prompts),
    };
  }

  describe(): string {
    const row = [...this.row].map((weight) => weight.toPrecision(3)).join(' ');
    return `${describeTable(this.table)}, k = ${this.prompts.pairs}, relation row ${row}`;
  }
}

const CASE_SCHEMA = v.strictObject({
  table: TABLE_SCHEMA,
  row: v.array(v.pipe(v.number(), v.minValue(0))),
  prompts: PROMPTS_SCHEMA,
});

/**
 * Decodes a case.
 *
 * @throws InputError naming the field that is wrong
 */
export function decodePairwiseCase(value: Json): PairwiseCase {
  const fields = parseCase(CASE_SCHEMA, value);
  const table = decodeTable(fields.table);
  const prompts = decodePrompts(table, fields.prompts, 'prompts');
  const length = 2 * prompts.pairs + 1;
  if (fields.row.length !== length)
    throw wrongField('row', `${fields.row.length} weights, but prompts of k = ${prompts.pairs} pairs need ${length}`);
  const row = Float64Array.from(fields.row);
  return new PairwiseCase({ tableSpec: null, table, ...NO_RATIOS, count: prompts.prompts.length, seed: 0, prompts, row });
}

/** The factors of a pairwise case: the table (prompts keep their subjects and relations), the row, and the prompts. */
export const PAIRWISE_FACTORS: readonly Factor<PairwiseCase>[] = [
  {
    name: 'table',
    redraw({ spec, prompts: { prompts } }, random) {
      if (spec.tableSpec === null) return null;
      const table = buildTable({ ...spec.tableSpec, plain: false }, random);
      const moved = prompts.map(({ relation, context, query }) => promptOf(table, relation, [...context.map(([s]) => s), query]));
      return new PairwiseCase({ ...spec, table, prompts: batchOf(moved) });
    },
  },
  {
    name: 'relation row',
    redraw: ({ spec, prompts }, random) => {
      const { row: _, ...others } = spec;
      return new PairwiseCase({ ...others, ...drawRow(prompts.pairs, random), prompts });
    },
  },
  {
    name: 'prompts',
    redraw: ({ spec, table, prompts, row }, random) =>
      new PairwiseCase({ ...spec, row, prompts: drawPrompts(table, prompts.pairs, spec.count, random) }),
  },
];

const NO_RATIOS = { subjectRatios: [], answerRatios: [], subjectShare: 0 } as const;

function rowOf({ subjectRatios, answerRatios, subjectShare }: PairwiseCaseSpec): Float64Array {
  const pairs = subjectRatios.length + 1;
  const row = new Float64Array(2 * pairs + 1); // (2k + 1)
  const subjects = weights(subjectRatios, subjectShare); // (k)
  const answers = weights(answerRatios, 1 - subjectShare); // (k)
  for (let i = 0; i < pairs; i++) {
    row[2 * i] = subjects[i];
    row[2 * i + 1] = answers[i];
  }
  return row;
}

function weights(ratios: readonly number[], total: number): number[] {
  const list = [1];
  for (const ratio of ratios) list.push(list[list.length - 1] * ratio);
  const sum = list.reduce((one, other) => one + other, 0);
  return list.map((weight) => (weight / sum) * total);
}

export const latinPairwiseCases: CaseKind<PairwiseCase> = randomPairwiseCases(TABLES_OF_P1, LATIN_TABLES);

/** Cases on random tables. */
export function randomPairwiseCases(sizes: TableDomain, tables: TableKind): CaseKind<PairwiseCase> {
  return {
    draw(integer, random) {
      const { tableSpec, pairs } = drawTableSpec(tables, sizes, integer, random);
      const seed = drawSeed(random);
      const table = buildTable(tableSpec, RandomStream.of(seed, 'table'));
      return new PairwiseCase({ tableSpec, table, ...drawRow(pairs, random), count: DOMAIN_P1.prompts, seed });
    },
    *simpler({ spec }) {
      const { tableSpec } = spec;
      if (tableSpec === null || spec.prompts !== undefined) {
        yield* fewerPrompts(spec);
        return;
      }
      const pairs = spec.subjectRatios.length + 1;
      const resized = (next: TableSpec) =>
        new PairwiseCase({ ...spec, tableSpec: next, table: buildTable(next, RandomStream.of(spec.seed, 'table')) });
      for (const size of smallerSizes(tableSpec.subjects, pairs + 1)) {
        const subjects = tables.fit(size);
        const limits = tables.limits(sizes, subjects);
        if (pairs > limits.pairs.max || !hasRoom(limits)) continue;
        const relations = Math.max(limits.relations.min, Math.min(tableSpec.relations, limits.relations.max));
        yield resized(tables.resize(tableSpec, subjects, relations));
      }
      for (const relations of smallerSizes(tableSpec.relations, tables.limits(sizes, tableSpec.subjects).relations.min)) {
        yield resized(tables.resize(tableSpec, tableSpec.subjects, relations));
      }
      for (const plainer of tables.plainer(tableSpec)) yield resized(plainer);
      yield* simplerRows(spec);
    },
    is: (value): value is PairwiseCase => value instanceof PairwiseCase,
  };
}

/** Cases on one given table. Only rows and prompts vary. */
export function givenPairwiseCases(table: KnowledgeBase): CaseKind<PairwiseCase> {
  const pairs = Array.from({ length: DOMAIN_P1.pairs.max }, (_, i) => i + 1).filter((k) => eligibleRelations(table, k).length > 0);
  return {
    draw(integer, random) {
      const row = drawRow(integer(1, Math.max(1, ...pairs)), random);
      return new PairwiseCase({ tableSpec: null, table, ...row, count: DOMAIN_P1.prompts, seed: drawSeed(random) });
    },
    simpler: ({ spec }) => simplerRows(spec),
    is: (value): value is PairwiseCase => value instanceof PairwiseCase,
  };
}

function drawRow(pairs: number, random: RandomStream): Pick<PairwiseCaseSpec, 'subjectRatios' | 'answerRatios' | 'subjectShare'> {
  const { min, max } = DOMAIN_P1.subjectShare;
  const ratios = () => Array.from({ length: pairs - 1 }, () => DOMAIN_P1.mostRatio * random.uniform());
  // Half of the cases decrease as slowly as the claim allows, where the margin is smallest.
  const slow = random.integer(2) === 0;
  const edge = Array.from({ length: pairs - 1 }, () => DOMAIN_P1.mostRatio);
  return {
    subjectRatios: slow ? edge : ratios(),
    answerRatios: slow ? edge : ratios(),
    subjectShare: min + (max - min) * random.uniform(),
  };
}

function* simplerRows(spec: PairwiseCaseSpec): Generator<PairwiseCase> {
  yield* fewerPrompts(spec);
  if (spec.row !== undefined || spec.prompts !== undefined) return;
  const { subjectRatios, answerRatios } = spec;
  for (const fewer of smallerSizes(subjectRatios.length, 0)) {
    yield new PairwiseCase({
      ...spec,
      subjectRatios: subjectRatios.slice(0, fewer),
      answerRatios: answerRatios.slice(0, fewer),
    });
  }
  if (spec.subjectShare !== 0.5) yield new PairwiseCase({ ...spec, subjectShare: 0.5 });
}

function* fewerPrompts(spec: PairwiseCaseSpec): Generator<PairwiseCase> {
  if (spec.count === 1) return;
  for (const count of smallerSizes(spec.count, 1)) yield new PairwiseCase({ ...spec, count });
}

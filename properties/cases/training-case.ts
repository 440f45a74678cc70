import { DOMAIN_D } from '../../spec/domains/training-domains.js';
import { limitsOf, type TrainingDomain } from '../../spec/domains/training-domain.js';
import { ACCURACY_PROMPTS } from '../../src/analysis/accuracy.js';
import type { RandomStream } from '../../src/random/random-stream.js';
import { RandomStream as Streams } from '../../src/random/random-stream.js';
import * as v from 'valibot';
import { drawPrompts, eligibleRelations } from '../../src/task/draw-prompts.js';
import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import { batchOf, promptOf, type PromptBatch } from '../../src/task/prompt.js';
import { splitHalves } from '../../src/task/tables/split-halves.js';
import type { Json, Factor } from '../../src/verify/experiment.js';
import { smallerSizes, type CaseKind } from './case-arbitrary.js';
import { decodePrompts, decodeTable, parseCase, PROMPTS_SCHEMA, SEED_SCHEMA, TABLE_SCHEMA, wrongField } from './decode-case.js';
import { describeTable, encodePrompts, encodeTable } from './encode-table.js';
import { hasRoom, LATIN_TABLES, type SizeLimits, type TableKind } from './table-kind.js';
import { buildTable, describeTableSpec, type TableSpec } from './table-spec.js';

// S subjects, R relations, k pairs, n prompts.

/** n as a function of the table, or a range to draw it from. */
export type PromptCount = { readonly min: number; readonly max: number } | ((knowledge: KnowledgeBase) => number);

interface TrainingCaseSpec {
  /** Null for a table that was given. */
  readonly tableSpec: TableSpec | null;
  readonly table: KnowledgeBase;
  readonly pairs: number;
  readonly count: number;
  /** True where all n prompts are copies of one. */
  readonly copied?: true;
  /** True where the fresh prompts come from facts that fine-tuning never shows. */
  readonly heldOut: boolean;
  /** Decides the prompts and which facts are held out, and the table of a smaller case. */
  readonly seed: number;
  /** Prompts that are given and not drawn by the seed: those of a file, or of a case that differs from another in one part. */
  readonly given?: { readonly prompts: PromptBatch; readonly fresh: PromptBatch | null };
}

/** A case of the training claims: a table, the n prompts to train on, and the fresh ones to measure accuracy with. */
export class TrainingCase {
  readonly table: KnowledgeBase;
  readonly pairs: number;
  readonly prompts: PromptBatch;
  /** The facts that fine-tuning may show, and those that the fresh prompts are drawn from. */
  private readonly shown: KnowledgeBase;
  private readonly freshFacts: KnowledgeBase;
  private freshPrompts: PromptBatch | null;

  constructor(readonly spec: TrainingCaseSpec) {
    this.table = spec.table;
    this.pairs = spec.pairs;
    const { seen, heldOut } = spec.heldOut
      ? splitHalves(spec.table, Streams.of(spec.seed, 'halves'))
      : { seen: spec.table, heldOut: spec.table };
    this.shown = seen;
    this.prompts =
      spec.given === undefined
        ? this.drawPrompts(Streams.of(spec.seed, 'prompts'))
        : batchOf(spec.given.prompts.prompts.slice(0, spec.count));
    this.freshFacts = heldOut;
    this.freshPrompts = spec.given?.fresh ?? null;
  }

  /** n prompts to train on, of the case's law. */
  drawPrompts(random: RandomStream): PromptBatch {
    const { pairs, count, copied } = this.spec;
    if (copied !== true) return drawPrompts(this.shown, pairs, count, random);
    const [prompt] = drawPrompts(this.shown, pairs, 1, random).prompts;
    return batchOf(Array.from({ length: count }, () => prompt));
  }

  /** Prompts for the accuracy, of the case's law. */
  drawFresh(random: RandomStream): PromptBatch {
    return drawPrompts(this.freshFacts, this.spec.pairs, ACCURACY_PROMPTS, random);
  }

  /** The fresh prompts of the accuracy, drawn when first asked for: not every claim measures it. */
  get fresh(): PromptBatch {
    this.freshPrompts ??= this.drawFresh(Streams.of(this.spec.seed, 'fresh'));
    return this.freshPrompts;
  }

  /** By value; `fresh` only where the claim reads it. */
  encode(withFresh: boolean): { readonly [key: string]: Json } {
    const value = { table: encodeTable(this.table), prompts: encodePrompts(this.prompts.prompts) };
    return withFresh ? { ...value, fresh: encodePrompts(this.fresh.prompts) } : value;
  }

  describe(): string {
    const { tableSpec, pairs, count, heldOut, copied } = this.spec;
    const table = tableSpec === null ? 'a given table' : describeTableSpec(tableSpec);
    const halves = heldOut ? ', half of the facts held out' : '';
    const copies = copied === true ? ' copies of one prompt' : '';
    return `${table}, ${describeTable(this.table)}, k = ${pairs}, n = ${count}${copies}${halves}`;
  }
}

/** What a training case is by value; `system` is there where the system draws something too. */
const CASE_SCHEMA = v.strictObject({
  table: TABLE_SCHEMA,
  prompts: PROMPTS_SCHEMA,
  fresh: v.optional(PROMPTS_SCHEMA),
  system: v.optional(v.strictObject({ id: v.string(), seed: SEED_SCHEMA })),
});

/**
 * The case that a value stands for.
 *
 * @param withFresh - whether the claim reads fresh prompts
 * @param drawing - the id of the system where it draws something
 * @throws InputError naming the field that is wrong
 */
export function decodeTrainingCase(value: Json, withFresh: boolean, drawing: string | null): TrainingCase {
  const { system, ...fields } = parseCase(CASE_SCHEMA, value);
  if (withFresh && fields.fresh === undefined) throw wrongField('fresh', 'the claim needs fresh prompts, and there are none');
  if ((system?.id ?? null) !== drawing) {
    throw wrongField('system', `"${system?.id ?? 'none'}" where the claim is about ${drawing ?? 'no system that draws'}`);
  }
  const table = decodeTable(fields.table);
  const prompts = decodePrompts(table, fields.prompts, 'prompts');
  const fresh = fields.fresh === undefined ? null : decodePrompts(table, fields.fresh, 'fresh');
  if (fresh !== null && fresh.pairs !== prompts.pairs)
    throw wrongField('fresh', `k = ${fresh.pairs} where prompts have ${prompts.pairs}`);
  return build({
    tableSpec: null,
    table,
    pairs: prompts.pairs,
    count: prompts.prompts.length,
    heldOut: false,
    seed: system?.seed ?? 0,
    given: { prompts, fresh },
  });
}

/** What of a training case can be drawn anew: the facts under the same prompts, the prompts, and what else the claim reads. */
export function trainingFactors(withFresh: boolean, drawing: string | null): Factor<TrainingCase>[] {
  return [
    {
      name: 'table',
      redraw(value, random) {
        const { tableSpec } = value.spec;
        if (tableSpec === null) return null;
        const table = buildTable({ ...tableSpec, plain: false }, random);
        return changed(
          value,
          { table },
          { prompts: onTable(table, value.prompts), fresh: withFresh ? onTable(table, value.fresh) : null },
        );
      },
    },
    { name: 'prompts', redraw: (value, random) => changed(value, {}, { prompts: value.drawPrompts(random) }) },
    ...(withFresh
      ? [
          {
            name: 'fresh prompts',
            redraw: (value, random) => changed(value, {}, { fresh: value.drawFresh(random) }),
          } satisfies Factor<TrainingCase>,
        ]
      : []),
    ...(drawing === null
      ? []
      : [
          { name: drawing, redraw: (value, random) => changed(value, { seed: drawSeed(random) }, {}) } satisfies Factor<TrainingCase>,
        ]),
  ];
}

/** A case with some fields of its spec changed; its prompts stay where they are not among them. */
function changed(
  value: TrainingCase,
  spec: Partial<TrainingCaseSpec>,
  given: Partial<NonNullable<TrainingCaseSpec['given']>>,
): TrainingCase {
  const { prompts, spec: own } = value;
  // Fresh prompts that nobody has asked for are drawn by the seed, which may change.
  const fresh = given.fresh ?? own.given?.fresh ?? (spec.seed === undefined ? null : value.fresh);
  return build({ ...own, ...spec, given: { prompts, ...given, fresh } });
}

/** The same cells of another table. */
function onTable(table: KnowledgeBase, { prompts }: PromptBatch): PromptBatch {
  return batchOf(prompts.map(({ relation, context, query }) => promptOf(table, relation, [...context.map(([s]) => s), query])));
}

/** Cases on random Latin tables of a domain's sizes, with its number of prompts or one that follows from the table. */
export function latinTrainingCases(domain: TrainingDomain, count: PromptCount = domain.prompts): CaseKind<TrainingCase> {
  return randomTrainingCases(domain, count, LATIN_TABLES);
}

/**
 * Cases on random tables of a kind.
 *
 * @param copied - true where all prompts of a case are copies of one
 */
export function randomTrainingCases(
  domain: TrainingDomain,
  count: PromptCount,
  tables: TableKind,
  copied = false,
): CaseKind<TrainingCase> {
  const law: PromptLaw = { heldOut: domain.heldOut, ...(copied ? { copied: true } : {}) };
  return {
    draw(integer, random) {
      const subjects = tables.fit(integer(domain.subjects.min, domain.subjects.max));
      const limits = tables.limits(domain, subjects);
      const relations = integer(limits.relations.min, limits.relations.max);
      const pairs = integer(limits.pairs.min, limits.pairs.max);
      const tableSpec = tables.draw(subjects, relations, integer, random);
      return buildCase(tableSpec, pairs, count, law, drawSeed(random), integer);
    },
    *simpler({ spec }) {
      const { tableSpec, pairs, seed } = spec;
      if (tableSpec === null || spec.given !== undefined) {
        yield* fewerPrompts(spec, count);
        return;
      }
      const fixed = () => spec.count;
      for (const size of smallerSizes(tableSpec.subjects, domain.subjects.min)) {
        const subjects = tables.fit(size);
        const limits = tables.limits(domain, subjects);
        if (subjects < domain.subjects.min || !hasRoom(limits)) continue;
        const smaller = tables.resize(tableSpec, subjects, within(limits.relations, tableSpec.relations));
        yield buildCase(smaller, within(limits.pairs, pairs), resized(count, spec.count), law, seed);
      }
      const limits = tables.limits(domain, tableSpec.subjects);
      for (const relations of smallerSizes(tableSpec.relations, limits.relations.min)) {
        yield buildCase(tables.resize(tableSpec, tableSpec.subjects, relations), pairs, resized(count, spec.count), law, seed);
      }
      for (const fewer of smallerSizes(pairs, limits.pairs.min)) yield buildCase(tableSpec, fewer, fixed, law, seed);
      for (const plainer of tables.plainer(tableSpec)) yield buildCase(plainer, pairs, fixed, law, seed);
      yield* fewerPrompts(spec, count);
    },
    is: isTrainingCase,
  };
}

/** How a case's prompts come about. */
type PromptLaw = Pick<TrainingCaseSpec, 'heldOut' | 'copied'>;

function within({ min, max }: SizeLimits['pairs'], value: number): number {
  return Math.max(min, Math.min(value, max));
}

/** Cases on one given table: only k, n and the prompts vary. Its sizes may lie outside D; the claims check that. k is at least `least` where the table has such prompts. */
export function givenTrainingCases(
  table: KnowledgeBase,
  count: PromptCount,
  least: number = DOMAIN_D.pairs.min,
): CaseKind<TrainingCase> {
  const most = mostPairs(table);
  const fewest = Math.min(least, most);
  return {
    draw(integer, random) {
      const pairs = integer(fewest, most);
      return build({ tableSpec: null, table, pairs, count: drawCount(count, table, integer), heldOut: false, seed: drawSeed(random) });
    },
    *simpler({ spec }) {
      if (spec.given === undefined) {
        for (const pairs of smallerSizes(spec.pairs, fewest)) yield build({ ...spec, pairs });
      }
      yield* fewerPrompts(spec, count);
    },
    is: isTrainingCase,
  };
}

/** The largest k ≤ 8 that D's limits and the table's relations leave room for; 1 at the least. */
function mostPairs(table: KnowledgeBase): number {
  const limit = Math.max(1, limitsOf(DOMAIN_D, table.subjects).pairs);
  let pairs = 1;
  while (pairs < limit && eligibleRelations(table, pairs + 1).length > 0) pairs++;
  return pairs;
}

function buildCase(
  tableSpec: TableSpec,
  pairs: number,
  count: PromptCount,
  law: PromptLaw,
  seed: number,
  integer?: (min: number, max: number) => number,
): TrainingCase {
  const table = buildTable(tableSpec, Streams.of(seed, 'table'));
  return build({ tableSpec, table, pairs, count: drawCount(count, table, integer), ...law, seed });
}

function build(spec: TrainingCaseSpec): TrainingCase {
  return new TrainingCase(spec);
}

function* fewerPrompts(spec: TrainingCaseSpec, count: PromptCount): Generator<TrainingCase> {
  if (typeof count === 'function') return; // n follows from the table
  // The prompts are drawn one after the other, so fewer of them are the first of them.
  for (const fewer of smallerSizes(spec.count, count.min)) yield build({ ...spec, count: fewer });
}

/** n for a table of another size: recomputed where it follows from the table, kept where it was drawn. */
function resized(count: PromptCount, drawn: number): PromptCount {
  return typeof count === 'function' ? count : () => drawn;
}

function drawCount(count: PromptCount, table: KnowledgeBase, integer?: (min: number, max: number) => number): number {
  if (typeof count === 'function') return count(table);
  if (integer === undefined) throw new RangeError('a range of n needs a draw');
  return integer(count.min, count.max);
}

function drawSeed(random: RandomStream): number {
  return random.next() >>> 0;
}

function isTrainingCase(value: unknown): value is TrainingCase {
  return value instanceof TrainingCase;
}

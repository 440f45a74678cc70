import { ACCURACY_PROMPTS } from '../../src/analysis/accuracy.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { drawPrompts } from '../../src/task/draw-prompts.js';
import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import { batchOf, type PromptBatch } from '../../src/task/prompt.js';
import { splitHalves } from '../../src/task/tables/split-halves.js';
import type { Json } from '../../src/verify/experiment.js';
import { describeTable, encodePrompts, encodeTable } from './encode-table.js';
import { describeTableSpec, type TableSpec } from './table-spec.js';

// S subjects, R relations, k pairs, n prompts.

/** How a training case is made. */
export interface TrainingCaseSpec {
  /** Null if the table was given, not drawn. */
  readonly tableSpec: TableSpec | null;
  readonly table: KnowledgeBase;
  readonly pairs: number;
  /** n. */
  readonly count: number;
  /** True if all n prompts are copies of one. */
  readonly copied?: true;
  /** True if the fresh prompts come from facts that fine-tuning never shows. */
  readonly heldOut: boolean;
  /** Seeds the prompts, the choice of held-out facts, and the tables of smaller cases. */
  readonly seed: number;
  /** Given prompts, from a file or from a case that differs in one factor; by default they are drawn by the seed. */
  readonly given?: { readonly prompts: PromptBatch; readonly fresh: PromptBatch | null };
}

/** What claims read of a case, beside its table and the prompts to train on. */
export interface TrainingReads {
  /** True if they read fresh prompts. */
  readonly fresh: boolean;
  /** The id of the system if it draws something, else null. */
  readonly drawing: string | null;
}

/** A case of the training claims: a table, the n prompts to train on, and the fresh ones to measure accuracy with. */
export class TrainingCase {
  readonly table: KnowledgeBase;
  readonly pairs: number;
  readonly prompts: PromptBatch;
  /** The facts that fine-tuning may show. */
  private readonly shown: KnowledgeBase;
  /** The facts that fresh prompts are drawn from. */
  private readonly freshFacts: KnowledgeBase;
  private freshPrompts: PromptBatch | null;

  constructor(readonly spec: TrainingCaseSpec) {
    this.table = spec.table;
    this.pairs = spec.pairs;
    const { seen, heldOut } = spec.heldOut
      ? splitHalves(spec.table, RandomStream.of(spec.seed, 'halves'))
      : { seen: spec.table, heldOut: spec.table };
    this.shown = seen;
    this.prompts =
      spec.given === undefined
        ? this.drawPrompts(RandomStream.of(spec.seed, 'prompts'))
        : batchOf(spec.given.prompts.prompts.slice(0, spec.count));
    this.freshFacts = heldOut;
    this.freshPrompts = spec.given?.fresh ?? null;
  }

  /** Draws n prompts to train on. */
  drawPrompts(random: RandomStream): PromptBatch {
    const { pairs, count, copied } = this.spec;
    if (copied !== true) return drawPrompts(this.shown, pairs, count, random);
    const [prompt] = drawPrompts(this.shown, pairs, 1, random).prompts;
    return batchOf(Array.from({ length: count }, () => prompt));
  }

  /** Draws the prompts that accuracy is measured on. */
  drawFresh(random: RandomStream): PromptBatch {
    return drawPrompts(this.freshFacts, this.spec.pairs, ACCURACY_PROMPTS, random);
  }

  /** The fresh prompts, drawn on first use: not every claim measures accuracy. */
  get fresh(): PromptBatch {
    this.freshPrompts ??= this.drawFresh(RandomStream.of(this.spec.seed, 'fresh'));
    return this.freshPrompts;
  }

  /** Encodes the case by value, with its fresh prompts if claims read them. */
  encode({ fresh: withFresh }: Pick<TrainingReads, 'fresh'>): { readonly [key: string]: Json } {
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

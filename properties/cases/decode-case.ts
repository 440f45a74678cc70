import * as v from 'valibot';
import { InputError } from '../../src/input-error.js';
import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import { batchOf, promptOf, type PromptBatch } from '../../src/task/prompt.js';
import { StoredTable } from '../../src/task/tables/stored-table.js';
import type { Json } from '../../src/verify/experiment.js';

const index = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Beyond it a table would not fit into memory. */
const MOST_MEMBERS = 1e7;

const size = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_MEMBERS));

/** A table by value. */
export const TABLE_SCHEMA = v.strictObject({
  subjects: size,
  relations: size,
  answers: size,
  facts: v.array(v.tuple([index, index, index])),
});

/** Prompts by value: [r, s_1, …, s_k, s_q] each. */
export const PROMPTS_SCHEMA = v.pipe(v.array(v.pipe(v.array(index), v.minLength(3))), v.minLength(1));

/** What a system drew by. */
export const SEED_SCHEMA = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff));

/**
 * Checks the shape of a case by value.
 *
 * @throws InputError naming the first field that is wrong
 */
export function parseCase<Schema extends v.GenericSchema>(schema: Schema, value: Json): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw wrongField(v.getDotPath(issue) ?? '', issue.message);
}

/** The table that a value stands for. */
export function decodeTable({ facts, ...sizes }: v.InferOutput<typeof TABLE_SCHEMA>): StoredTable {
  return naming('table', () => new StoredTable(sizes, facts));
}

/** The prompts that a value stands for; `field` is where they stand. */
export function decodePrompts(table: KnowledgeBase, prompts: v.InferOutput<typeof PROMPTS_SCHEMA>, field: string): PromptBatch {
  return naming(field, () => batchOf(prompts.map(([relation, ...subjects]) => promptOf(table, relation, subjects))));
}

/** A wrong field of a case by value. */
export function wrongField(field: string, rule: string): InputError {
  return new InputError(`case${field === '' ? '' : `.${field}`}: ${rule}`, 'give a case as `ic-recall verify` wrote it, unedited');
}

function naming<Result>(field: string, decode: () => Result): Result {
  try {
    return decode();
  } catch (error) {
    if (error instanceof InputError) throw wrongField(field, error.rule);
    if (error instanceof RangeError) throw wrongField(field, error.message);
    throw error;
  }
}

import * as v from 'valibot';
import { InputError } from '../../src/input-error.js';
import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import { batchOf, promptOf, type PromptBatch } from '../../src/task/prompt.js';
import { StoredTable } from '../../src/task/tables/stored-table.js';
import type { Json } from '../../src/verify/experiment.js';

const index = v.pipe(v.number(), v.integer(), v.minValue(0));
/** A larger table would not fit into memory. */
const MOST_MEMBERS = 1e7;

const size = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_MEMBERS));

/** An encoded table: see `encodeTable`. */
export const TABLE_SCHEMA = v.strictObject({
  subjects: size,
  relations: size,
  answers: size,
  facts: v.array(v.tuple([index, index, index])),
});

/** Encoded prompts: see `encodePrompts`. */
export const PROMPTS_SCHEMA = v.pipe(v.array(v.pipe(v.array(index), v.minLength(3))), v.minLength(1));

/** The seed that a system draws by: 32 bits. */
export const SEED_SCHEMA = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff));

/**
 * Checks the shape of an encoded case.
 *
 * @throws InputError naming the first field that is wrong
 */
export function parseCase<Schema extends v.GenericSchema>(schema: Schema, value: Json): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw wrongField(v.getDotPath(issue) ?? '', issue.message);
}

/**
 * Decodes a table.
 *
 * @throws InputError for facts outside the table's sizes
 */
export function decodeTable({ facts, ...sizes }: v.InferOutput<typeof TABLE_SCHEMA>): StoredTable {
  return inField('table', () => new StoredTable(sizes, facts));
}

/**
 * Decodes prompts.
 *
 * @param field - the field of the case that holds them
 * @throws InputError for prompts that the table does not have
 */
export function decodePrompts(table: KnowledgeBase, prompts: v.InferOutput<typeof PROMPTS_SCHEMA>, field: string): PromptBatch {
  return inField(field, () => batchOf(prompts.map(([relation, ...subjects]) => promptOf(table, relation, subjects))));
}

/** The error for a wrong field of an encoded case. */
export function wrongField(field: string, rule: string): InputError {
  return new InputError(`case${field === '' ? '' : `.${field}`}: ${rule}`, 'give a case as `ic-recall verify` wrote it, unedited');
}

function inField<Result>(field: string, decode: () => Result): Result {
  try {
    return decode();
  } catch (error) {
    if (error instanceof InputError) throw wrongField(field, error.rule);
    if (error instanceof RangeError) throw wrongField(field, error.message);
    throw error;
  }
}

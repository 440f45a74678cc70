import * as v from 'valibot';
import type { Json } from '../../src/verify/experiment.js';
import { decodePrompts, decodeTable, parseCase, PROMPTS_SCHEMA, SEED_SCHEMA, TABLE_SCHEMA, wrongField } from './decode-case.js';
import { TrainingCase } from './training-case.js';

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
  return new TrainingCase({
    tableSpec: null,
    table,
    pairs: prompts.pairs,
    count: prompts.prompts.length,
    heldOut: false,
    seed: system?.seed ?? 0,
    given: { prompts, fresh },
  });
}

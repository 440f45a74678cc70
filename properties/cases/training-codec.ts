import * as v from 'valibot';
import type { Json } from '../../src/verify/experiment.js';
import { decodePrompts, decodeTable, parseCase, PROMPTS_SCHEMA, SEED_SCHEMA, TABLE_SCHEMA, wrongField } from './decode-case.js';
import { TrainingCase, type TrainingReads } from './training-case.js';

/** An encoded training case. It has a `system` if the system draws something too. */
const CASE_SCHEMA = v.strictObject({
  table: TABLE_SCHEMA,
  prompts: PROMPTS_SCHEMA,
  fresh: v.optional(PROMPTS_SCHEMA),
  system: v.optional(v.strictObject({ id: v.string(), seed: SEED_SCHEMA })),
});

/**
 * Decodes a case.
 *
 * @throws InputError naming the field that is wrong
 */
export function decodeTrainingCase(value: Json, { fresh: withFresh, drawing }: TrainingReads): TrainingCase {
  const { system, ...fields } = parseCase(CASE_SCHEMA, value);
  if (withFresh && fields.fresh === undefined) throw wrongField('fresh', 'missing, but the claim needs fresh prompts');
  if ((system?.id ?? null) !== drawing) {
    const wanted = drawing === null ? 'a system that draws nothing' : `"${drawing}"`;
    throw wrongField('system', `${system === undefined ? 'missing' : `"${system.id}"`}, but the claim is about ${wanted}`);
  }
  const table = decodeTable(fields.table);
  const prompts = decodePrompts(table, fields.prompts, 'prompts');
  const fresh = fields.fresh === undefined ? null : decodePrompts(table, fields.fresh, 'fresh');
  if (fresh !== null && fresh.pairs !== prompts.pairs)
    throw wrongField('fresh', `k = ${fresh.pairs}, but the prompts to train on have k = ${prompts.pairs}`);
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

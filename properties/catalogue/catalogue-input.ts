import * as v from 'valibot';
import { ENGINE_NAMES, type EngineName } from '../../src/engine/engine.js';
import { InputError } from '../../src/input-error.js';
import type { FactTable } from '../../src/task/fact-table.js';
import { factsOf } from '../../src/task/knowledge-base.js';
import type { Json } from '../../src/verify/experiment.js';
import { decodeTable, TABLE_SCHEMA } from '../cases/decode-case.js';

const ids = v.nullable(v.array(v.string()));

const INPUT_SCHEMA = v.strictObject({
  engine: v.picklist(ENGINE_NAMES),
  pretraining: v.boolean(),
  maps: v.strictObject({ controls: ids, sensitivity: ids, ablation: ids }),
  table: v.nullable(
    v.strictObject({
      source: v.string(),
      merged: v.number(),
      value: TABLE_SCHEMA,
      names: v.strictObject({ subjects: v.array(v.string()), relations: v.array(v.string()), answers: v.array(v.string()) }),
    }),
  ),
});

/** What a catalogue is opened with, by value, so that all threads and shards open the same experiments. */
export type CatalogueInput = v.InferOutput<typeof INPUT_SCHEMA>;

/** The ids of the columns that a run wants of each map; null for a map that is not wanted. */
export type WantedMaps = CatalogueInput['maps'];

/** Makes the input that opens a catalogue; `pretraining` if a pretrainer is to be loaded. */
export function catalogueInput(config: {
  readonly engine: EngineName;
  readonly pretraining: boolean;
  readonly table: FactTable | null;
  readonly maps: WantedMaps;
}): CatalogueInput {
  const { engine, pretraining, table, maps } = config;
  return { engine, pretraining, maps, table: table === null ? null : tableValue(table) };
}

/**
 * Checks an input from a file or another thread.
 *
 * @throws InputError naming the field that is wrong
 */
export function parseCatalogueInput(value: Json): CatalogueInput {
  const result = v.safeParse(INPUT_SCHEMA, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new InputError(
    `setup.${v.getDotPath(issue) ?? ''}: ${issue.message}`,
    'give a file that `ic-recall verify` wrote, unedited',
  );
}

/** The given table of an input, if there is one. */
export function tableOf({ table }: CatalogueInput): FactTable | null {
  if (table === null) return null;
  const { source, merged, value, names } = table;
  const { subjects, relations, answers } = names;
  return {
    source,
    merged,
    knowledge: decodeTable(value),
    subjectNames: subjects,
    relationNames: relations,
    answerNames: answers,
  };
}

function tableValue({ source, merged, knowledge, subjectNames, relationNames, answerNames }: FactTable): CatalogueInput['table'] {
  const { subjects, relations, answers } = knowledge;
  return {
    source,
    merged,
    value: {
      subjects,
      relations,
      answers,
      facts: Array.from(factsOf(knowledge), ([s, r, a]): [number, number, number] => [s, r, a]),
    },
    names: { subjects: [...subjectNames], relations: [...relationNames], answers: [...answerNames] },
  };
}

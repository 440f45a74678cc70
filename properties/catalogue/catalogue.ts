import * as v from 'valibot';
import { engineLabel, loadEngine } from '../../src/engine/load-engine.js';
import { namesOf } from '../../src/task/naming.js';
import { loadPretrainer } from '../../src/training/load-pretrainer.js';
import type { Json } from '../../src/verify/experiment.js';
import type { Catalogue } from '../../src/verify/workers/catalogue.js';
import { MAP_NAMES } from '../../src/verify/variant.js';
import { parseCatalogueInput, tableOf } from './catalogue-input.js';
import type { ExperimentSource } from '../experiments/experiment-source.js';
import { loadRecheck } from '../experiments/recheck.js';
import { MAPS } from '../maps/maps.js';
import { experimentsOnTable } from './given-table.js';
import { experimentsOnRandomTables } from './random-tables.js';

const FACTS_SCHEMA = v.strictObject({ engine: v.string(), passedOver: v.array(v.string()) });

/** What an opened catalogue reports: the engine and its backend, the backend that pretrains memories, and the backends that were passed over. */
export type CatalogueFacts = v.InferOutput<typeof FACTS_SCHEMA>;

/** Reads what a catalogue of this module reported from another thread. */
export function parseCatalogueFacts(about: Json): CatalogueFacts {
  return v.parse(FACTS_SCHEMA, about);
}

/** This module: every thread that evaluates claims opens it. */
export const CATALOGUE = new URL(import.meta.url);

/** Opens the experiments: those on random tables, then those on the given table if there is one, then those of the wanted maps. */
export async function openCatalogue(input: Json): Promise<Catalogue> {
  const resolved = parseCatalogueInput(input);
  const engine = await loadEngine(resolved.engine);
  // tfjs is loaded for claims about pretrained memories only.
  const pretrainer = resolved.pretraining ? await loadPretrainer() : null;
  const table = tableOf(resolved);
  const about: CatalogueFacts = {
    engine: engineLabel(engine) + (pretrainer === null ? '' : `, pretraining on ${pretrainer.backend}`),
    passedOver: [...engine.passedOver, ...(pretrainer?.passedOver ?? [])],
  };
  const recheck = await loadRecheck(resolved.engine);
  const source: ExperimentSource = {
    open: engine.open,
    ...(pretrainer === null ? {} : { pretrain: pretrainer.pretrain }),
    ...(recheck === undefined ? {} : { recheck }),
  };
  const onTable = table === null ? null : experimentsOnTable({ table: table.knowledge, naming: namesOf(table) }, source);
  return {
    experiments: [
      ...experimentsOnRandomTables(source),
      ...(onTable?.experiments ?? []),
      ...MAP_NAMES.flatMap((name) => MAPS[name].experiments(source, resolved.maps[name] ?? [])),
    ],
    withoutCases: onTable?.withoutCases ?? [],
    about,
  };
}

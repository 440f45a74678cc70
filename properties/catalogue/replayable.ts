import * as v from 'valibot';
import { ENGINE_NAMES, type EngineName, type OpenEngine } from '../../src/engine/engine.js';
import { loadEngine } from '../../src/engine/load-engine.js';
import { InputError } from '../../src/input-error.js';
import { INDEX_NAMING } from '../../src/task/naming.js';
import { loadPretrainer } from '../../src/training/load-pretrainer.js';
import type { Pretrainer } from '../../src/training/pretraining.js';
import type { CounterexampleFile } from '../../src/verify/storage/counterexample-file.js';
import type { ClaimTest, Experiment } from '../../src/verify/experiment.js';
import type { Variant } from '../../src/verify/variant.js';
import { decodeTable, parseCase, TABLE_SCHEMA } from '../cases/decode-case.js';
import { experimentsOnRandomTables, experimentsOnTable } from '../index.js';
import { MAPS } from '../maps/maps.js';
import { loadRecheck, type Recheck } from '../experiments/recheck.js';

/** What a stored case is evaluated by. */
export interface Replayable {
  readonly experiment: Experiment;
  readonly test: ClaimTest<unknown, unknown>;
  readonly value: unknown;
}

const OF_TABLE = v.looseObject({ table: TABLE_SCHEMA });

/**
 * Opens what a counterexample file was evaluated by, and reads its case back.
 *
 * @param engine - another engine than that of the file
 * @throws InputError where there is no such claim or experiment any more, or a field of the case is wrong
 */
export async function openReplayable(
  { claim, experiment: id, variant, given, setup, case: value }: CounterexampleFile,
  engine?: EngineName,
): Promise<Replayable> {
  const name = engine ?? engineOf(setup);
  const { open } = await loadEngine(name);
  const recheck = await loadRecheck(name);
  const experiments = given
    ? experimentsOnTable(decodeTable(parseCase(OF_TABLE, value).table), INDEX_NAMING, open)
    : variant !== undefined
      ? experimentsOfMap(variant, open, await pretrainFor(id), recheck)
      : experimentsOnRandomTables(open, await pretrainFor(id), recheck);
  const experiment = experiments.find((each) => each.id === id && each.tests.some((test) => test.claim.id === claim.id));
  const test = experiment?.tests.find((each) => each.claim.id === claim.id);
  if (experiment === undefined || test === undefined) {
    throw new InputError(
      `claim.id, experiment: there is no claim ${claim.id} on "${id}"`,
      `replay it with the version that wrote it, or choose a claim of this one`,
    );
  }
  return { experiment, test, value: experiment.decode(value) };
}

const SETUP = v.looseObject({ engine: v.picklist(ENGINE_NAMES) });

function engineOf(setup: CounterexampleFile['setup']): EngineName {
  const result = v.safeParse(SETUP, setup);
  if (result.success) return result.output.engine;
  throw new InputError('setup.engine: names no engine', 'give a counterexample that `ic-recall verify` wrote, unedited');
}

type OfMap = readonly [open: OpenEngine, pretrain: Pretrainer['pretrain'] | undefined, recheck: Recheck | undefined];

/** The experiments of a column; none where there is no such column any more. */
function experimentsOfMap({ map, id }: Variant, ...[open, pretrain, recheck]: OfMap): Experiment[] {
  return MAPS[map].columns.some((column) => column.id === id) ? MAPS[map].experiments(open, pretrain, [id], recheck) : [];
}

/** tfjs is loaded for pretrained memories only. */
async function pretrainFor(experiment: string) {
  return experiment.includes('pretrained') ? (await loadPretrainer()).pretrain : undefined;
}

import * as v from 'valibot';
import { ENGINE_NAMES, type EngineName } from '../../src/engine/engine.js';
import { loadEngine } from '../../src/engine/load-engine.js';
import { InputError } from '../../src/input-error.js';
import { INDEX_NAMING } from '../../src/task/naming.js';
import { loadPretrainer } from '../../src/training/load-pretrainer.js';
import type { CounterexampleFile } from '../../src/verify/storage/counterexample-file.js';
import type { ClaimTest, Experiment } from '../../src/verify/experiment.js';
import { decodeTable, parseCase, TABLE_SCHEMA } from '../cases/decode-case.js';
import { loadRecheck } from '../experiments/recheck.js';
import { MAPS } from '../maps/maps.js';
import { experimentsOnTable } from './given-table.js';
import { needsPretrainer } from './needs-pretrainer.js';
import { experimentsOnRandomTables } from './random-tables.js';

/** A stored case, and the experiment and test that evaluate it. */
export interface Replayable {
  readonly experiment: Experiment;
  readonly test: ClaimTest<unknown, unknown>;
  readonly value: unknown;
}

const OF_TABLE = v.looseObject({ table: TABLE_SCHEMA });

/**
 * Opens the experiment that wrote a counterexample file, and decodes the file's case.
 *
 * @param engine - the engine to use instead of the file's
 * @throws InputError if the claim or the experiment no longer exists, or a field of the case is wrong
 */
export async function openReplayable(
  { claim, experiment: id, variant, given, setup, case: value }: CounterexampleFile,
  engine?: EngineName,
): Promise<Replayable> {
  const name = engine ?? engineOf(setup);
  const experiments = await experimentsFor({ claim, variant, given, case: value }, name);
  const experiment = experiments.find((each) => each.id === id && each.tests.some((test) => test.claim.id === claim.id));
  const test = experiment?.tests.find((each) => each.claim.id === claim.id);
  if (experiment === undefined || test === undefined) {
    throw new InputError(
      `claim.id, experiment: there is no claim ${claim.id} on "${id}"`,
      `replay it with the version that wrote it, or choose a claim of this one`,
    );
  }
  return { experiment, test, value: experiment.codec.decode(value) };
}

const SETUP = v.looseObject({ engine: v.picklist(ENGINE_NAMES) });

function engineOf(setup: CounterexampleFile['setup']): EngineName {
  const result = v.safeParse(SETUP, setup);
  if (result.success) return result.output.engine;
  throw new InputError('setup.engine: names no engine', 'give a counterexample that `ic-recall verify` wrote, unedited');
}

/** The experiments that may have written a file: those on its given table, of its column of a map, or on random tables. */
async function experimentsFor(
  { claim, variant, given, case: value }: Pick<CounterexampleFile, 'claim' | 'variant' | 'given' | 'case'>,
  name: EngineName,
): Promise<readonly Experiment[]> {
  const { open } = await loadEngine(name);
  if (given) {
    const { table } = parseCase(OF_TABLE, value);
    return experimentsOnTable({ table: decodeTable(table), naming: INDEX_NAMING }, { open }).experiments;
  }
  const recheck = await loadRecheck(name);
  // tfjs is loaded for claims about pretrained memories only.
  const pretrain = needsPretrainer(claim.id) ? (await loadPretrainer()).pretrain : undefined;
  const source = { open, ...(pretrain === undefined ? {} : { pretrain }), ...(recheck === undefined ? {} : { recheck }) };
  if (variant === undefined) return experimentsOnRandomTables(source);
  const { columns, experiments } = MAPS[variant.map];
  return columns.some(({ id }) => id === variant.id) ? experiments(source, [variant.id]) : []; // an older version may have had other columns
}

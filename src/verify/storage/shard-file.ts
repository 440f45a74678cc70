import * as v from 'valibot';
import { InputError } from '../../input-error.js';
import { readJson } from '../../read-json.js';
import { BUDGET_NAMES, type BudgetName } from '../claim.js';
import { conclude } from '../conclusion.js';
import type { Outcome, RecordedDraw, Share, ShardedOutcomes, ShardRecord } from '../decide/recorded-draws.js';
import type { Json } from '../json.js';
import { JSON_SCHEMA } from './json-schema.js';
import { COUNT, NUMBER } from './number-schemas.js';
import { parseFile } from './parse-file.js';

/** The version of the format; a file of another version is refused. */
const FILE_VERSION = 2;

/**
 * [index] for a case that does not meet the assumptions, otherwise [index, stratum, roundingOnly, then quantity, value, margin for
 * each quantity].
 */
const draw = v.array(NUMBER);

const FILE_SCHEMA = v.strictObject({
  format: v.literal('ic-recall-shard'),
  version: v.literal(FILE_VERSION),
  tool: v.strictObject({ name: v.string(), version: v.string() }),
  setup: JSON_SCHEMA,
  about: JSON_SCHEMA,
  seed: v.pipe(v.string(), v.regex(/^\d+$/)),
  budget: v.picklist(BUDGET_NAMES),
  only: v.nullable(v.array(v.string())),
  shard: v.strictObject({
    index: v.pipe(v.number(), v.integer(), v.minValue(1)),
    of: v.pipe(v.number(), v.integer(), v.minValue(1)),
  }),
  records: v.array(
    v.strictObject({
      experiment: v.string(),
      claim: v.string(),
      strata: v.array(v.string()),
      quantities: v.array(v.string()),
      draws: v.array(draw),
    }),
  ),
});

/** The draws that a shard of a run evaluated. */
export type ShardFile = v.InferOutput<typeof FILE_SCHEMA>;

/** The run that a shard belongs to. Only shards of one run can be joined. */
export interface ShardedRun {
  readonly tool: { readonly name: string; readonly version: string };
  readonly setup: Json;
  /** What the catalogue says about itself: with another backend it is another run. */
  readonly about: Json;
  readonly seed: string;
  readonly budget: BudgetName;
  readonly only: readonly string[] | null;
}

/** Makes a shard's file. A share's index counts from 0, the file's from 1. */
export function shardFile(run: ShardedRun, { index, of }: Share, records: readonly ShardRecord[]): ShardFile {
  return {
    format: 'ic-recall-shard',
    version: FILE_VERSION,
    tool: { ...run.tool },
    setup: run.setup,
    about: run.about,
    seed: run.seed,
    budget: run.budget,
    only: run.only === null ? null : [...run.only],
    shard: { index: index + 1, of },
    records: records.map(encodeRecord),
  };
}

/**
 * Reads and checks a shard's file.
 *
 * @throws InputError naming the field that is wrong
 */
export async function readShard(file: string): Promise<ShardFile> {
  const content = parseFile(FORMAT, await readJson(file, HINT), file);
  const { shard, records } = content;
  if (shard.index > shard.of) throw new InputError(`shard.index: ${shard.index} is above shard.of, ${shard.of}`, HINT, { file });
  records.forEach((record, at) => {
    const wrong = record.draws.findIndex((each) => !isDraw(each, record));
    if (wrong !== -1) throw new InputError(`records.${at}.draws.${wrong}: is not a draw`, HINT, { file });
  });
  return content;
}

/**
 * Joins the shards of one run. A draw (seed, stream, index) has one outcome, whoever evaluated it, and is counted once. Shards pool their
 * draws, and a run that counts these in the order of their indices gives the same result as one that evaluated them all. Giving a shard
 * again, for example from a rerun, adds nothing.
 *
 * @throws InputError if the shards are of different runs, if one is missing, or if two disagree about a draw
 */
export function joinShards(shards: readonly { readonly file: string; readonly content: ShardFile }[]): {
  readonly run: ShardedRun;
  readonly outcomes: ShardedOutcomes;
} {
  const [first, ...others] = shards;
  if (first === undefined)
    throw new InputError('there is no shard to join', 'give the files that `ic-recall verify --shard` wrote');
  for (const other of others) {
    const field = RUN_FIELDS.find(
      (name) => JSON.stringify(fieldOf(other.content, name)) !== JSON.stringify(fieldOf(first.content, name)),
    );
    if (field !== undefined) {
      throw new InputError(`is from another run than ${first.file}: its ${field} differs`, 'join the shards of one run', {
        file: other.file,
      });
    }
  }
  const { of } = first.content.shard;
  const present = new Set(shards.map(({ content }) => content.shard.index));
  const missing = Array.from({ length: of }, (_, i) => i + 1).filter((index) => !present.has(index));
  if (missing.length > 0) {
    throw new InputError(
      `shard${missing.length === 1 ? '' : 's'} ${missing.map((index) => `${index}/${of}`).join(', ')} of the run ${missing.length === 1 ? 'is' : 'are'} missing`,
      'a verdict from the shards that happened to finish would not be that of the run: give all of them',
    );
  }
  const outcomes = new Map<string, Map<string, Map<number, Outcome>>>();
  for (const { file, content } of shards) {
    for (const record of content.records) {
      const ofExperiment = outcomes.get(record.experiment) ?? new Map<string, Map<number, Outcome>>();
      const ofClaim = ofExperiment.get(record.claim) ?? new Map<number, Outcome>();
      outcomes.set(record.experiment, ofExperiment.set(record.claim, ofClaim));
      for (const { index, outcome } of record.draws.map((each) => decodeDraw(each, record))) {
        const known = ofClaim.get(index);
        if (known !== undefined && JSON.stringify(known) !== JSON.stringify(outcome)) {
          throw new InputError(
            `disagrees with another shard about draw ${index} of ${record.claim}`,
            'one draw has one outcome: evaluate the shards with one version on one kind of machine, or look for what makes the claim unstable',
            { file },
          );
        }
        ofClaim.set(index, outcome);
      }
    }
  }
  const { tool, setup, about, seed, budget, only } = first.content;
  return { run: { tool, setup, about, seed, budget, only }, outcomes };
}

const HINT = 'give a shard that `ic-recall verify --shard` wrote, unedited';

const FORMAT = {
  schema: FILE_SCHEMA,
  format: 'ic-recall-shard',
  version: FILE_VERSION,
  noun: 'shard',
  hint: HINT,
  otherVersion: 'evaluate the shards anew with `ic-recall verify --shard`, or join them with the version that wrote them',
} as const;

const RUN_FIELDS = ['tool', 'setup', 'about', 'seed', 'budget', 'only', 'number of shards'] as const;

function fieldOf(file: ShardFile, name: (typeof RUN_FIELDS)[number]): unknown {
  return name === 'number of shards' ? file.shard.of : file[name];
}

function encodeRecord({ experiment, claim, draws }: ShardRecord): ShardFile['records'][number] {
  const strata: string[] = [];
  const quantities: string[] = [];
  const at = (list: string[], name: string) => (list.includes(name) ? list.indexOf(name) : list.push(name) - 1);
  const encoded = draws.map(({ index, outcome }) => {
    if (outcome === null) return [index];
    const { conclusion, stratum } = outcome;
    return [
      index,
      at(strata, stratum),
      conclusion.roundingOnly === true ? 1 : 0,
      ...conclusion.quantities.flatMap(({ name, value, margin }) => [at(quantities, name), value, margin]),
    ];
  });
  return { experiment, claim, strata, quantities, draws: encoded };
}

function decodeDraw(
  [index, stratum, roundingOnly, ...numbers]: readonly number[],
  { strata, quantities }: ShardFile['records'][number],
): RecordedDraw {
  if (stratum === undefined) return { index, outcome: null };
  const measured = Array.from({ length: numbers.length / 3 }, (_, i) => ({
    name: quantities[numbers[3 * i]],
    value: numbers[3 * i + 1],
    margin: numbers[3 * i + 2],
  }));
  const conclusion = conclude(measured);
  return {
    index,
    outcome: { conclusion: roundingOnly === 1 ? { ...conclusion, roundingOnly: true } : conclusion, stratum: strata[stratum] },
  };
}

function isDraw([index, stratum, roundingOnly, ...numbers]: readonly number[], record: ShardFile['records'][number]): boolean {
  const isIndex = (value: number | undefined) => v.is(COUNT, value);
  if (!isIndex(index)) return false;
  if (stratum === undefined) return true;
  return (
    isIndex(stratum) &&
    stratum < record.strata.length &&
    (roundingOnly === 0 || roundingOnly === 1) &&
    numbers.length > 0 &&
    numbers.length % 3 === 0 &&
    numbers.every((value, i) => i % 3 !== 0 || (isIndex(value) && value < record.quantities.length))
  );
}

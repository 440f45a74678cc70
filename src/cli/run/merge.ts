import { parseCatalogueInput, tableOf } from '../../../properties/catalogue/catalogue-input.js';
import { InputError } from '../../input-error.js';
import { joinShards, readShard } from '../../verify/storage/shard-file.js';
import { runClaims } from './run-claims.js';
import type { RunRequest } from './run-request.js';
import { TOOL } from './tool.js';

/** Options of `merge`. */
export interface MergeOptions {
  readonly out: string;
  readonly corpus: string | false;
  readonly workers?: number;
  readonly caseLimit: number;
  readonly github: boolean;
  readonly json?: true;
}

/** Joins the shards of a run. */
export async function merge(files: readonly string[], options: MergeOptions): Promise<void> {
  await runClaims(await requestOf(files, options));
}

async function requestOf(files: readonly string[], options: MergeOptions): Promise<RunRequest> {
  const started = performance.now();
  const { out, corpus, workers, caseLimit, github } = options;
  const shards = [];
  for (const file of files) shards.push({ file, content: await readShard(file) });
  const { run: asked, outcomes } = joinShards(shards);
  if (asked.tool.version !== TOOL.version) {
    throw new InputError(
      `is of version ${asked.tool.version}, and this is ${TOOL.version}`,
      'join shards with the version that wrote them',
      { file: files[0] },
    );
  }
  const input = parseCatalogueInput(asked.setup);
  return {
    input,
    table: tableOf(input),
    seed: BigInt(asked.seed),
    budget: asked.budget,
    only: asked.only === null ? null : new Set(asked.only),
    recorded: outcomes,
    phases: false,
    threads: { caseLimit, ...(workers === undefined ? {} : { workers }) },
    started,
    outputs: { out, corpus, github, json: options.json === true },
  };
}

import type { Command } from 'commander';
import { parseCatalogueInput, tableOf } from '../../../properties/catalogue/catalogue-input.js';
import { InputError } from '../../input-error.js';
import { joinShards, readShard } from '../../verify/storage/shard-file.js';
import { caseLimitOption, workersOption } from '../options/limit-options.js';
import { corpusOptions, githubOptions, outOption, reportJsonOption } from '../options/report-options.js';
import { runClaims } from '../run/run-claims.js';
import type { RunRequest } from '../run/run-request.js';
import { TOOL } from '../run/tool.js';

interface MergeOptions {
  readonly out: string;
  readonly corpus: string | false;
  readonly workers?: number;
  readonly caseLimit: number;
  readonly github: boolean;
  readonly json?: true;
}

/** Declares the options of `ic-recall merge`, and what it does. */
export function declareMerge(command: Command): void {
  const options = [
    outOption(),
    ...corpusOptions('as for verify'),
    workersOption(),
    caseLimitOption(),
    ...githubOptions(),
    reportJsonOption(),
  ];
  for (const option of options) command.addOption(option);
  command.action(merge);
}

/** Joins the shards of a run. */
async function merge(files: readonly string[], options: MergeOptions): Promise<void> {
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

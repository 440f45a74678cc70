import { Command } from 'commander';
import { parseCatalogueInput, tableOf } from '../../../properties/catalogue/catalogue-input.js';
import { InputError } from '../../input-error.js';
import { joinShards, readShard } from '../../verify/storage/shard-file.js';
import type { SupervisedOptions } from '../../verify/workers/supervisor.js';
import { prepareFolder } from '../../write-files.js';
import { CORPUS_FOLDER } from '../run/regression-corpus.js';
import { githubOption } from '../run/github-outputs.js';
import { Progress } from '../terminal/progress.js';
import { TOOL } from '../run/results.js';
import { runAndReport } from '../run/run-and-report.js';
import { stopSignal } from '../run/stop-signal.js';
import { caseLimitOption, tellers, workersOption } from '../run/supervision.js';

interface MergeOptions {
  readonly out: string;
  readonly corpus: string | false;
  readonly workers?: number;
  readonly caseLimit: number;
  readonly github: boolean;
  readonly json?: true;
}

/** `ic-recall merge`. */
export function mergeCommand(): Command {
  return new Command('merge')
    .description('join the shards of a run: the report is that of a run that evaluated everything itself')
    .argument('<files...>', 'what `ic-recall verify --shard` wrote, all of them')
    .option('--out <folder>', 'where the report goes', 'reports/latest')
    .option('--corpus <folder>', 'as for verify', CORPUS_FOLDER)
    .option('--no-corpus', 'keep none, and evaluate none')
    .addOption(workersOption())
    .addOption(caseLimitOption())
    .addOption(githubOption())
    .option('--no-github', 'none of these')
    .option('--json', 'print the report as JSON instead of a summary')
    .action(merge);
}

async function merge(files: readonly string[], options: MergeOptions): Promise<void> {
  const started = performance.now();
  const shards = [];
  for (const file of files) shards.push({ file, content: await readShard(file) });
  const { run: asked, outcomes } = joinShards(shards);
  if (asked.tool.version !== TOOL.version) {
    throw new InputError(
      `is of version ${asked.tool.version}, and this is ${TOOL.version}`,
      'join shards with the version that wrote them',
      {
        file: files[0],
      },
    );
  }
  await prepareFolder(options.out);
  const input = parseCatalogueInput(asked.setup);
  const table = tableOf(input);
  const progress = new Progress(process.stderr);
  const stop = stopSignal(undefined, (line) => progress.line(line));
  const supervised: SupervisedOptions = {
    seed: BigInt(asked.seed),
    budget: asked.budget,
    only: asked.only === null ? null : new Set(asked.only),
    recorded: outcomes,
    caseLimit: options.caseLimit,
    ...(options.workers === undefined ? {} : { workers: options.workers }),
    signal: stop.signal,
    ...tellers(progress),
  };
  try {
    const { out, corpus, github, json = false } = options;
    await runAndReport({ input, table, supervised, phases: false, out, corpus, github, json, started }, progress);
  } finally {
    stop.release();
  }
}

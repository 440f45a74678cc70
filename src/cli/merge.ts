import { Command } from 'commander';
import { CATALOGUE } from '../../properties/catalogue.js';
import { parseCatalogueInput, tableOf } from '../../properties/catalogue-input.js';
import { InputError } from '../input-error.js';
import { toJson } from '../report/write-report.js';
import { joinShards, readShard } from '../verify/shard-file.js';
import { superviseSuite } from '../verify/supervise/supervisor.js';
import { prepareFolder } from '../write-files.js';
import { CORPUS_FOLDER, openCorpus, rememberedFacts, updateCorpus } from './corpus-run.js';
import { Progress } from './progress.js';
import { counterexamplesOf, reportOf, setupsOf, TOOL, writeResults } from './results.js';
import { stopSignal } from './stop-signal.js';
import { summaryText } from './summary.js';
import { caseLimitOption, tellers, workersOption } from './supervision.js';

interface MergeOptions {
  readonly out: string;
  readonly corpus: string | false;
  readonly workers?: number;
  readonly caseLimit: number;
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
  const seed = BigInt(asked.seed);
  const only = asked.only === null ? null : new Set(asked.only);
  const setups = setupsOf(input.engine, table);
  try {
    const corpus = await openCorpus(options.corpus, setups, only, progress);
    const run = await superviseSuite(
      { module: CATALOGUE, input },
      {
        seed,
        budget: asked.budget,
        only,
        recorded: outcomes,
        caseLimit: options.caseLimit,
        ...(options.workers === undefined ? {} : { workers: options.workers }),
        signal: stop.signal,
        known: corpus?.known ?? [],
        ...tellers(progress),
      },
    );
    progress.clear();
    const seconds = Math.round((performance.now() - started) / 100) / 10;
    const report = reportOf({ run, table, seed, budget: asked.budget, seconds, remembered: rememberedFacts(corpus, run) });
    const written = await writeResults(report, counterexamplesOf(run.results, setups), options.out);
    process.stdout.write(options.json === true ? `${toJson(report)}\n` : summaryText(report));
    progress.line(`wrote ${written.join(', ')}`);
    process.exitCode = report.summary.exitCode;
    await updateCorpus(corpus, run, setups, progress);
  } finally {
    stop.release();
  }
}

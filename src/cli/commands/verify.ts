import { join } from 'node:path';
import { Command, Option } from 'commander';
import { CATALOGUE } from '../../../properties/catalogue/catalogue.js';
import { catalogueInput } from '../../../properties/catalogue/catalogue-input.js';
import { CLAIMS } from '../../../spec/index.js';
import { needsPretrainer } from '../../../properties/catalogue/needs-pretrainer.js';
import type { EngineName } from '../../engine/engine.js';
import { usageError } from '../../input-error.js';
import { toJson } from '../../report/write/write-report.js';
import { BUDGET_NAMES, type BudgetName } from '../../verify/claim.js';
import { skippedBy } from '../../verify/decide/inspection.js';
import type { Share } from '../../verify/decide/recorded-draws.js';
import { shardFile } from '../../verify/storage/shard-file.js';
import { planSuite, superviseShare, type SupervisedOptions } from '../../verify/workers/supervisor.js';
import { prepareFolder, writeWhole } from '../../write-files.js';
import { selectClaims } from '../options/claims-option.js';
import { idsOf, selectMaps } from '../options/maps-option.js';
import { CORPUS_FOLDER } from '../run/regression-corpus.js';
import { githubOption } from '../run/github-outputs.js';
import { engineName, openFacts, realNumber, seedOption } from '../options/options.js';
import { planFacts, planText } from '../terminal/plan-text.js';
import { Progress } from '../terminal/progress.js';
import { TOOL } from '../run/results.js';
import { runAndReport, UNDECIDED } from '../run/run-and-report.js';
import { stopSignal } from '../run/stop-signal.js';
import { caseLimitOption, tellers, workersOption } from '../run/supervision.js';

interface VerifyOptions {
  readonly claims?: string;
  readonly facts?: string;
  readonly budget: BudgetName;
  readonly seed: bigint;
  readonly engine: EngineName;
  readonly out: string;
  readonly shard?: Share;
  readonly controls?: string | true;
  readonly ablate?: string | true;
  readonly phases?: true;
  readonly plan?: true;
  readonly corpus: string | false;
  readonly workers?: number;
  readonly caseLimit: number;
  readonly timeLimit?: number;
  readonly github: boolean;
  readonly json?: true;
}

/** `ic-recall verify`. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description(
      'run the claims and their controls on random tables, and on a fact table of yours; write a report and the counterexamples',
    )
    .option('--claims <ids>', 'only these claims, as in T3,G3; G3 stands for G3a, G3b and so on')
    .option('--facts <file>', 'also hold the claims to this fact table (CSV; "countries" is the bundled one)')
    .addOption(new Option('--budget <name>', 'how many cases each claim gets').choices(BUDGET_NAMES).default('quick'))
    .addOption(seedOption('the one seed of the run'))
    .option('--engine <name>', 'which engine evaluates the model', engineName, 'sparse')
    .option('--out <folder>', 'where the report goes', 'reports/latest')
    .option(
      '--controls [ids]',
      `also hold every claim to these broken models, or to all of them, and to planted defects of growing size (${idsOf('controls')})`,
    )
    .option('--ablate [ids]', `also drop these assumptions of every claim in turn, or all of them (${idsOf('ablation')})`)
    .option('--phases', 'also draw phase pictures (sparse engine): accuracy, mass and balance over sizes, powers, hubs and β')
    .option('--plan', 'print what the run could tell, and run nothing')
    .option('--shard <i/n>', 'evaluate the i-th of n shares of the draws, for `ic-recall merge`', parseShard)
    .option('--corpus <folder>', 'where unexpected failures are kept, to be evaluated first the next time', CORPUS_FOLDER)
    .option('--no-corpus', 'keep none, and evaluate none')
    .addOption(workersOption())
    .addOption(caseLimitOption())
    .option(
      '--time-limit <seconds>',
      'stop then, with what is undecided INCONCLUSIVE',
      realNumber('--time-limit', 0, true, LONGEST_TIMER),
    )
    .addOption(githubOption())
    .option('--no-github', 'none of these')
    .option('--json', 'print the report as JSON instead of a summary')
    .action(verify);
}

async function verify(options: VerifyOptions): Promise<void> {
  const started = performance.now();
  const { seed, budget, engine, out } = options;
  if (options.plan === true && options.shard !== undefined)
    throw usageError('--plan and --shard exclude each other', 'a shard has the plan of its run');
  if (options.phases === true && options.shard !== undefined)
    throw usageError('--phases and --shard exclude each other', 'draw phase pictures in a run of their own');
  if (out === '') throw usageError('--out needs a folder', 'leave it out for reports/latest');
  const only = selectClaims(options.claims);
  const table = options.facts === undefined ? null : await openFacts(options.facts);
  const pretraining = CLAIMS.some((claim) => skippedBy(claim, { budget, only }) === null && needsPretrainer(claim.id));
  const input = catalogueInput(engine, pretraining, table, selectMaps(options));
  const source = { module: CATALOGUE, input };
  const progress = new Progress(process.stderr);
  const selected = { seed, budget, only, caseLimit: options.caseLimit };
  if (options.plan === true) {
    const plan = await planSuite(source, selected);
    process.stdout.write(options.json === true ? `${toJson(planFacts(plan))}\n` : planText(plan, budget));
    return;
  }
  await prepareFolder(out);
  const stop = stopSignal(options.timeLimit, (line) => progress.line(line));
  const supervised: SupervisedOptions = {
    ...selected,
    ...(options.workers === undefined ? {} : { workers: options.workers }),
    signal: stop.signal,
    ...tellers(progress),
  };
  try {
    if (options.shard !== undefined) {
      await runShard(options.shard);
      return;
    }
    const { corpus, github, json = false } = options;
    await runAndReport({ input, table, supervised, phases: options.phases === true, out, corpus, github, json, started }, progress);
  } finally {
    stop.release();
  }

  async function runShard(share: Share): Promise<void> {
    const { records, ...plan } = await superviseShare(source, share, supervised);
    progress.clear();
    const name = `shard ${share.index + 1}/${share.of}`;
    if (records === null) {
      progress.line(`${name} was stopped before it was done; nothing was written`);
      process.exitCode = UNDECIDED;
      return;
    }
    const file = join(out, `shard-${share.index + 1}-of-${share.of}.json`);
    const content = shardFile(
      {
        tool: TOOL,
        setup: input,
        seed: String(seed),
        budget,
        only: only === null ? null : [...only].toSorted(),
        about: plan.about,
      },
      share,
      records,
    );
    await writeWhole(file, `${JSON.stringify(content)}\n`);
    const draws = records.reduce((sum, record) => sum + record.draws.length, 0);
    const facts = { shard: share.index + 1, of: share.of, outcomes: draws, claims: records.length, file };
    process.stdout.write(
      options.json === true
        ? `${toJson(facts)}\n`
        : `${name}: ${draws} outcomes of ${records.length} claims in ${file}; join ${share.of === 1 ? 'it' : `all ${share.of}`} with \`ic-recall merge\`\n`,
    );
  }
}

/** Seconds that a timer of Node can count, some 24 days. */
const LONGEST_TIMER = 2_000_000;

function parseShard(text: string): Share {
  const [index, of] = text.split('/').map((part) => (/^\d{1,4}$/.test(part) ? Number(part) : Number.NaN));
  if (index === undefined || of === undefined || text.split('/').length !== 2 || !(index >= 1 && index <= of)) {
    throw usageError(`--shard must be i/n with 1 ≤ i ≤ n ≤ 9999, not "${text}"`, 'as in --shard 2/3');
  }
  return { index: index - 1, of };
}

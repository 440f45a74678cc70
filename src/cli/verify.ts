import { join } from 'node:path';
import { Command, Option } from 'commander';
import { CATALOGUE } from '../../properties/catalogue.js';
import { catalogueInput } from '../../properties/catalogue-input.js';
import { G1 } from '../../spec/claims/g1-pretrained-memory.js';
import { CLAIMS } from '../../spec/index.js';
import type { EngineName } from '../engine/engine.js';
import { usageError } from '../input-error.js';
import { toJson } from '../report/write-report.js';
import { exitCodeOf } from '../verify/verdict.js';
import { BUDGET_NAMES, isLeftOut, type BudgetName } from '../verify/claim.js';
import { Corpus, knownCases } from '../verify/corpus.js';
import type { Share } from '../verify/estimate.js';
import type { RememberedOutcome } from '../verify/remember.js';
import { shardFile } from '../verify/shard-file.js';
import {
  planSuite,
  superviseShare,
  superviseSuite,
  type KnownCase,
  type SupervisedOptions,
  type SupervisedRun,
} from '../verify/supervise/supervisor.js';
import { prepareFolder, writeWhole } from '../write-files.js';
import { selectClaims } from './claims-option.js';
import { engineName, openFacts, realNumber, seedOption } from './options.js';
import { planText } from './plan-text.js';
import { Progress } from './progress.js';
import { counterexamplesOf, reportOf, setupsOf, TOOL, writeResults, type Setups } from './results.js';
import { stopSignal } from './stop-signal.js';
import { summaryText } from './summary.js';
import { caseLimitOption, tellers, workersOption } from './supervision.js';

interface VerifyOptions {
  readonly claims?: string;
  readonly facts?: string;
  readonly budget: BudgetName;
  readonly seed: bigint;
  readonly engine: EngineName;
  readonly out: string;
  readonly shard?: Share;
  readonly plan?: true;
  readonly corpus: string | false;
  readonly workers?: number;
  readonly caseLimit: number;
  readonly timeLimit?: number;
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
    .option('--plan', 'print what the run could tell, and run nothing')
    .option('--shard <i/n>', 'evaluate the i-th of n shares of the draws, for `ic-recall merge`', parseShard)
    .option('--corpus <folder>', 'where unexpected failures are kept, to be evaluated first the next time', 'reports/corpus')
    .option('--no-corpus', 'keep none, and evaluate none')
    .addOption(workersOption())
    .addOption(caseLimitOption())
    .option('--time-limit <seconds>', 'stop then, with what is undecided INCONCLUSIVE', realNumber('--time-limit', 0, true))
    .option('--json', 'print the report as JSON instead of a summary')
    .action(verify);
}

async function verify(options: VerifyOptions): Promise<void> {
  const started = performance.now();
  const { seed, budget, engine, out } = options;
  const only = selectClaims(options.claims);
  const table = options.facts === undefined ? null : await openFacts(options.facts);
  const input = catalogueInput(engine, !isLeftOut(G1, budget) && (only === null || only.has(G1.id)), table);
  const source = { module: CATALOGUE, input };
  const progress = new Progress(process.stderr);
  const selected = { seed, budget, only, caseLimit: options.caseLimit };
  if (options.plan === true) {
    process.stdout.write(planText(await planSuite(source, selected), budget));
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
    const corpus = options.corpus === false ? null : new Corpus(options.corpus, '--corpus');
    const setups = setupsOf(engine, table);
    const known = corpus === null ? [] : await openCorpus(corpus, setups, progress);
    const run = await superviseSuite(source, { ...supervised, known });
    progress.clear();
    if (corpus !== null) await updateCorpus(corpus, known, run, setups, progress);
    const seconds = Math.round((performance.now() - started) / 100) / 10;
    const report = reportOf({ run, table, seed, budget, seconds });
    const files = await writeResults(report, counterexamplesOf(run.results, setups), out);
    process.stdout.write(options.json === true ? `${toJson(report)}\n` : summaryText(report));
    progress.line(`wrote ${files.join(', ')}`);
    process.exitCode = report.summary.exitCode;
  } finally {
    stop.release();
  }

  async function runShard(share: Share): Promise<void> {
    const { records } = await superviseShare(source, share, supervised);
    progress.clear();
    const name = `shard ${share.index + 1}/${share.of}`;
    if (records === null) {
      progress.line(`${name} was stopped before it was done; nothing was written`);
      process.exitCode = UNDECIDED;
      return;
    }
    const file = join(out, `shard-${share.index + 1}-of-${share.of}.json`);
    const content = shardFile(
      { tool: TOOL, setup: input, seed: String(seed), budget, only: only === null ? null : [...only] },
      share,
      records,
    );
    await writeWhole(file, `${JSON.stringify(content)}\n`);
    const draws = records.reduce((sum, record) => sum + record.draws.length, 0);
    process.stdout.write(
      `${name}: ${draws} outcomes of ${records.length} claims in ${file}; join all ${share.of} with \`ic-recall merge\`\n`,
    );
  }
}

/** Exit code of what is undecided. */
const UNDECIDED = 2;

async function openCorpus(corpus: Corpus, setups: Setups, progress: Progress) {
  const { entries, skipped } = await corpus.load();
  for (const line of skipped) progress.warn(`skipped in the corpus: ${line}`);
  const known = [...knownCases(entries, setups.random), ...knownCases(entries, setups.given)];
  if (known.length > 0) progress.line(`${known.length} ${known.length === 1 ? 'case' : 'cases'} of earlier runs first`);
  return known;
}

/** Drops what is fixed, and keeps what failed against expectation. */
async function updateCorpus(
  corpus: Corpus,
  known: readonly KnownCase[],
  run: SupervisedRun,
  setups: Setups,
  progress: Progress,
): Promise<void> {
  for (const outcome of run.remembered) {
    const claim = known.find(({ name }) => name === outcome.name)?.claim;
    const isControl = CLAIMS.some(({ id, expected }) => id === claim && expected === 'REFUTED');
    // That a control fails is as it should be: its case was kept because it could not be evaluated.
    const dropped = outcome.state === 'holds' || (outcome.state === 'fails' && isControl);
    if (dropped) await corpus.drop(outcome.name);
    progress.line(`corpus: ${outcome.name} ${stateText(outcome)}${dropped ? ': dropped' : ''}`);
  }
  const unexpected = run.results.filter(({ claim, verdict }) => exitCodeOf(verdict.word, claim.expected) !== 0);
  for (const file of counterexamplesOf(unexpected, setups)) {
    if (!KEPT_ROLES.has(file.role)) continue;
    progress.line(`corpus: kept ${await corpus.store(file)} for the next run`);
  }
}

/** The simplest of each kind; the worst and the severe are told by the report. */
const KEPT_ROLES: ReadonlySet<string> = new Set(['minimal', 'exception', 'unstable', 'error']);

function stateText(outcome: RememberedOutcome): string {
  switch (outcome.state) {
    case 'holds':
      return 'holds now';
    case 'fails':
      return `fails in ${outcome.confirmed.failed} of ${outcome.confirmed.replays} replays`;
    case 'error':
      return `still cannot be evaluated: ${outcome.message}`;
    case 'foreign':
      return `is skipped: ${outcome.message}`;
    case 'unseen':
      return 'was not looked at';
  }
}

function parseShard(text: string): Share {
  const [index, of] = text.split('/').map((part) => (/^\d{1,4}$/.test(part) ? Number(part) : Number.NaN));
  if (index === undefined || of === undefined || text.split('/').length !== 2 || !(index >= 1 && index <= of)) {
    throw usageError(`--shard must be i/n with 1 ≤ i ≤ n, not "${text}"`, 'as in --shard 2/3');
  }
  return { index: index - 1, of };
}

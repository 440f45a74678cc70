import { Option, type Command } from 'commander';
import { catalogueInput } from '../../../properties/catalogue/catalogue-input.js';
import { CATALOGUE } from '../../../properties/catalogue/catalogue.js';
import { needsPretrainer } from '../../../properties/catalogue/needs-pretrainer.js';
import { CLAIMS } from '../../../properties/catalogue/claims.js';
import type { EngineName } from '../../engine/engine.js';
import { usageError } from '../../input-error.js';
import { toJson } from '../../report/write/to-json.js';
import { BUDGET_NAMES, type BudgetName } from '../../verify/claim.js';
import { skippedBy } from '../../verify/decide/inspection.js';
import type { Share } from '../../verify/decide/recorded-draws.js';
import { planSuite } from '../../verify/workers/supervisor.js';
import { selectClaims } from '../options/claims-option.js';
import { engineOption } from '../options/engine-option.js';
import { caseLimitOption, timeLimitOption, workersOption } from '../options/limit-options.js';
import { idsOf, selectMaps } from '../options/maps-option.js';
import { corpusOptions, githubOptions, outOption, reportJsonOption } from '../options/report-options.js';
import { seedOption } from '../options/seed-option.js';
import { shardOption } from '../options/shard-option.js';
import { runClaims } from '../run/run-claims.js';
import type { RunRequest } from '../run/run-request.js';
import { runShard } from '../run/run-shard.js';
import { planFacts, planText } from '../terminal/plan-text.js';

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

/** Declares the options of `ic-recall verify`, and what it does. */
export function declareVerify(command: Command): void {
  const options = [
    new Option('--claims <ids>', 'only these claims, as in T3,G3; G3 stands for G3a, G3b and so on'),
    new Option('--facts <file>', 'also test the claims on this fact table (CSV; "countries" is the bundled one)'),
    new Option('--budget <name>', 'how many cases each claim gets').choices(BUDGET_NAMES).default('quick'),
    seedOption('the one seed of the run'),
    engineOption('which engine evaluates the model').default('sparse'),
    outOption(),
    new Option(
      '--controls [ids]',
      `also test every claim on these broken models, or on all of them, and on planted defects of growing size (${idsOf('controls')})`,
    ),
    new Option('--ablate [ids]', `also drop these assumptions of every claim in turn, or all of them (${idsOf('ablation')})`),
    new Option('--phases', 'also draw phase pictures (sparse engine): accuracy, mass and balance over sizes, powers, hubs and β'),
    new Option('--plan', 'print what the run could tell, and run nothing'),
    shardOption(),
    ...corpusOptions('where unexpected failures are kept, to be evaluated first the next time'),
    workersOption(),
    caseLimitOption(),
    timeLimitOption(),
    ...githubOptions(),
    reportJsonOption(),
  ];
  for (const option of options) command.addOption(option);
  command.action(verify);
}

/** Runs the claims, or a share of their draws, or only plans them. */
async function verify(options: VerifyOptions): Promise<void> {
  const request = await requestOf(options);
  if (options.plan === true) await printPlan(request);
  else if (options.shard === undefined) await runClaims(request);
  else await runShard(request, options.shard);
}

async function requestOf(options: VerifyOptions): Promise<RunRequest> {
  const started = performance.now();
  refuseTogether(options);
  const { seed, budget, engine, workers, caseLimit, timeLimit, out, corpus, github } = options;
  if (out === '') throw usageError('--out needs a folder', 'leave it out for reports/latest');
  const only = selectClaims(options.claims);
  const table = options.facts === undefined ? null : await openGivenTable(options.facts);
  const pretraining = CLAIMS.some((claim) => skippedBy(claim, { budget, only }) === null && needsPretrainer(claim.id));
  return {
    input: catalogueInput({ engine, pretraining, table, maps: selectMaps(options) }),
    table,
    seed,
    budget,
    only,
    recorded: null,
    phases: options.phases === true,
    threads: { caseLimit, ...(workers === undefined ? {} : { workers }) },
    timeLimit,
    started,
    outputs: { out, corpus, github, json: options.json === true },
  };
}

function refuseTogether({ plan, phases, shard }: VerifyOptions): void {
  if (shard === undefined) return;
  if (plan === true) throw usageError('--plan and --shard exclude each other', 'a shard has the plan of its run');
  if (phases === true) throw usageError('--phases and --shard exclude each other', 'draw phase pictures in a run of their own');
}

/** Loads the CSV reader only if a table is given. */
async function openGivenTable(facts: string): Promise<RunRequest['table']> {
  const { openFacts } = await import('../run/open-facts.js');
  return openFacts(facts);
}

async function printPlan({ input, seed, budget, only, threads, outputs }: RunRequest): Promise<void> {
  const plan = await planSuite({ module: CATALOGUE, input }, { seed, budget, only, caseLimit: threads.caseLimit });
  process.stdout.write(outputs.json ? `${toJson(planFacts(plan))}\n` : planText(plan, budget));
}

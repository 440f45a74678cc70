import { CATALOGUE } from '../../../properties/catalogue/catalogue.js';
import { catalogueInput } from '../../../properties/catalogue/catalogue-input.js';
import { needsPretrainer } from '../../../properties/catalogue/needs-pretrainer.js';
import { CLAIMS } from '../../../spec/index.js';
import type { EngineName } from '../../engine/engine.js';
import { usageError } from '../../input-error.js';
import { toJson } from '../../report/write/to-json.js';
import type { BudgetName } from '../../verify/claim.js';
import { skippedBy } from '../../verify/decide/inspection.js';
import type { Share } from '../../verify/decide/recorded-draws.js';
import { planSuite } from '../../verify/workers/supervisor.js';
import { selectClaims } from '../options/claims-option.js';
import { selectMaps } from '../options/maps-option.js';
import { planFacts, planText } from '../terminal/plan-text.js';
import { runClaims } from './run-claims.js';
import type { RunRequest } from './run-request.js';
import { runShard } from './run-shard.js';

/** Options of `verify`. */
export interface VerifyOptions {
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

/** Runs the claims, or a share of their draws, or only plans them. */
export async function verify(options: VerifyOptions): Promise<void> {
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
    input: catalogueInput(engine, pretraining, table, selectMaps(options)),
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

/** What reads CSV is loaded only where a table is given. */
async function openGivenTable(facts: string): Promise<RunRequest['table']> {
  const { openFacts } = await import('./open-facts.js');
  return openFacts(facts);
}

async function printPlan({ input, seed, budget, only, threads, outputs }: RunRequest): Promise<void> {
  const plan = await planSuite({ module: CATALOGUE, input }, { seed, budget, only, caseLimit: threads.caseLimit });
  process.stdout.write(outputs.json ? `${toJson(planFacts(plan))}\n` : planText(plan, budget));
}

import type { Share, ShardedOutcomes, ShardRecord } from '../decide/recorded-draws.js';
import type { CorpusCase, RegressionCase, RegressionOutcome } from '../decide/regression-case.js';
import { NOTHING_PERFORMED, resultsOf, type ClaimResult } from '../decide/schedule.js';
import type { CatalogueSource } from './catalogue.js';
import { makePreviews, performSchedule, recordShare, type ScheduledExperiment } from './perform-schedule.js';
import { claimsOf, planRun, startOrder, type PlannedExperiment, type PlanOptions, type RunPlan } from './run-plan.js';
import type { WorkerHandle } from './worker-handle.js';
import { withPool, type Job, type PoolOptions } from './worker-pool.js';

/** Options of a supervised run. */
export interface SupervisedOptions extends PlanOptions, PoolOptions {
  /** Cases that failed or crashed in earlier runs. They are evaluated before anything else. */
  readonly regressions?: readonly CorpusCase[];
  readonly recorded?: ShardedOutcomes | null;
  /** Called once for each result, as soon as it is there. */
  readonly onResult?: (result: ClaimResult) => void;
}

/** The results of a supervised run. */
export interface SupervisedRun extends RunPlan {
  /** In the order of the catalogue; those of claims without cases come last. */
  readonly results: readonly ClaimResult[];
  readonly regressions: readonly RegressionOutcome[];
}

/**
 * Decides the claims of a catalogue in worker threads. A case that never returns, or ends its thread, makes its claims an ERROR
 * that names the case; all other claims are still decided. Results do not depend on the number of threads, nor on which of them
 * finishes first.
 *
 * @returns results in the order of the catalogue; those of claims without cases come last
 * @throws Interrupted when the run is stopped before it has a plan
 * @throws Error when the catalogue cannot be opened, or the program has a fault
 */
export async function superviseSuite(source: CatalogueSource, options: SupervisedOptions): Promise<SupervisedRun> {
  return withPool(source, options, async (pool) => {
    const { experiments, plan } = await planRun(pool, options);
    const jobs = experiments.map((experiment) =>
      jobOf(experiment, async (worker) => {
        const done = await resultsBy(worker, experiment, options);
        done.results.forEach((result) => options.onResult?.(result));
        return done;
      }),
    );
    const done = await pool.run(jobs, startOrder(experiments));
    return {
      ...plan,
      results: done.flatMap(({ results }) => results),
      regressions: done.flatMap(({ regressions }) => regressions),
    };
  });
}

async function resultsBy(
  worker: WorkerHandle,
  experiment: PlannedExperiment,
  options: SupervisedOptions,
): Promise<Pick<SupervisedRun, 'results' | 'regressions'>> {
  const { inspection, schedule } = experiment;
  if (!hasCases(experiment)) return { results: resultsOf(inspection, schedule, options, NOTHING_PERFORMED), regressions: [] };
  const { seed, recorded = null, signal } = options;
  const performed = await performSchedule(worker, experiment, {
    seed,
    regressions: regressionsOf(experiment, options.regressions ?? []),
    recorded: recorded?.get(inspection.id) ?? null,
    signal,
  });
  const previews = await makePreviews(worker, experiment, performed, seed);
  return { results: resultsOf(inspection, schedule, options, performed, previews), regressions: performed.regressions };
}

/** The results of a shard. */
export interface ShardRun extends RunPlan {
  /** Null when the shard was stopped before it was done. */
  readonly records: readonly ShardRecord[] | null;
}

/** Evaluates a share of the draws of a run's estimates. The run that joins the shares does the hunts. */
export async function superviseShare(source: CatalogueSource, share: Share, options: SupervisedOptions): Promise<ShardRun> {
  return withPool(source, options, async (pool) => {
    const { experiments, plan } = await planRun(pool, options);
    const jobs = experiments.map((experiment) =>
      jobOf(experiment, async (worker) =>
        hasCases(experiment) ? recordShare(worker, withoutUnsampled(experiment), share, options.seed) : [],
      ),
    );
    const records = await pool.run(jobs, startOrder(experiments));
    const whole = records.every((each) => each !== null);
    return { ...plan, records: whole ? records.flatMap((each) => each ?? []) : null };
  });
}

/** Plans a run without evaluating it. */
export async function planSuite(source: CatalogueSource, options: PlanOptions & PoolOptions): Promise<RunPlan> {
  return withPool(source, options, async (pool) => (await planRun(pool, options)).plan);
}

function jobOf<Result>(experiment: PlannedExperiment, run: Job<Result>['run']): Job<Result> {
  return { claims: claimsOf(experiment), run };
}

function hasCases(experiment: PlannedExperiment): experiment is ScheduledExperiment {
  return experiment.position !== null;
}

/** An experiment without the claims that no sample decides: those of a finite domain, and existence claims. */
function withoutUnsampled(experiment: ScheduledExperiment): ScheduledExperiment {
  const { inspection, schedule } = experiment;
  const decided = schedule.decided.filter(({ test }) => !inspection.finite && inspection.claims[test].kind !== 'existence');
  return { ...experiment, schedule: { ...schedule, decided } };
}

/** The regression cases of an experiment, each with the position of its test. */
function regressionsOf({ inspection: { id, claims } }: PlannedExperiment, cases: readonly CorpusCase[]): RegressionCase[] {
  return cases
    .filter(({ experiment }) => experiment === id)
    .map(({ name, claim, replays, case: value }) => ({
      name,
      replays,
      case: value,
      test: claims.findIndex((each) => each.id === claim),
    }))
    .filter(({ test }) => test !== -1);
}

import type { Share, ShardedOutcomes, ShardRecord } from '../decide/recorded-draws.js';
import type { CorpusCase, RegressionCase, RegressionOutcome } from '../decide/regression-case.js';
import { NOTHING_PERFORMED, resultsOf, type ClaimResult } from '../decide/schedule.js';
import type { CatalogueSource } from './catalogue.js';
import { makePreviews, performSchedule, recordShare, type ScheduledExperiment } from './perform-schedule.js';
import { claimsOf, planRun, startOrder, type PlannedExperiment, type PlanOptions, type RunPlan } from './run-plan.js';
import { withPool, type Job, type PoolOptions } from './worker-pool.js';

/** What a supervised run needs. */
export interface SupervisedOptions extends PlanOptions, PoolOptions {
  /** Failures and crashes of earlier runs, evaluated before anything else. */
  readonly regressions?: readonly CorpusCase[];
  readonly recorded?: ShardedOutcomes | null;
  readonly onResult?: (result: ClaimResult) => void;
}

/** What a supervised run came to. */
export interface SupervisedRun extends RunPlan {
  /** In the order of the catalogue. */
  readonly results: readonly ClaimResult[];
  readonly regressions: readonly RegressionOutcome[];
}

/**
 * Runs the claims of a catalogue in worker threads. A case that never returns, or ends its thread, costs its claims an ERROR that names
 * it; the others are decided all the same. Results do not depend on the number of threads, nor on which of them finishes first.
 *
 * @throws Interrupted where the run is stopped before it has a plan
 * @throws Error where the catalogue cannot be opened, or the program has a fault
 */
export async function superviseSuite(source: CatalogueSource, options: SupervisedOptions): Promise<SupervisedRun> {
  return withPool(source, options, async (pool) => {
    const { experiments, plan } = await planRun(pool, options);
    const { seed, recorded = null, signal, onResult } = options;
    const jobs = experiments.map((experiment) =>
      jobOf(experiment, async (worker) => {
        const { inspection, schedule } = experiment;
        if (!hasCases(experiment)) return { results: resultsOf(inspection, schedule, options, NOTHING_PERFORMED), regressions: [] };
        const performed = await performSchedule(worker, experiment, {
          seed,
          regressions: regressionsOf(experiment, options.regressions ?? []),
          recorded: recorded?.get(inspection.id) ?? null,
          signal,
        });
        const previews = await makePreviews(worker, experiment, performed, seed);
        const results = resultsOf(inspection, schedule, options, performed, previews);
        results.forEach((result) => onResult?.(result));
        return { results, regressions: performed.regressions };
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

/** What a shard came to. */
export interface ShardRun extends RunPlan {
  /** Null where it was stopped before it was done. */
  readonly records: readonly ShardRecord[] | null;
}

/** Evaluates a share of the draws of a run's estimates; hunts are for the run that joins the shares. */
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

/** The plan of a run, and nothing more. */
export async function planSuite(source: CatalogueSource, options: PlanOptions & PoolOptions): Promise<RunPlan> {
  return withPool(source, options, async (pool) => (await planRun(pool, options)).plan);
}

function jobOf<Result>(experiment: PlannedExperiment, run: Job<Result>['run']): Job<Result> {
  return { claims: claimsOf(experiment), run };
}

function hasCases(experiment: PlannedExperiment): experiment is ScheduledExperiment {
  return experiment.position !== null;
}

/** An experiment without the claims that are decided by no sample: those of a finite domain, and existence claims. */
function withoutUnsampled(experiment: ScheduledExperiment): ScheduledExperiment {
  const { inspection, schedule } = experiment;
  const decided = schedule.decided.filter(({ test }) => !inspection.finite && inspection.claims[test].kind !== 'existence');
  return { ...experiment, schedule: { ...schedule, decided } };
}

/** The regression cases of an experiment, by the position of their test. */
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

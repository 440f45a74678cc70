import { availableParallelism } from 'node:os';
import { assign, resultsOf, type Schedule, type ClaimResult } from '../decide/schedule.js';
import { isSkipped, type Claim } from '../claim.js';
import { errorVerdict, interruptedVerdict } from '../decide/decide.js';
import { drawnFrom } from '../decide/draws.js';
import type { Outcome, RecordedDraw, Share } from '../decide/estimate.js';
import { EvaluationError, originOf } from '../evaluation-error.js';
import type { Json } from '../experiment.js';
import { Interrupted, type StopReason } from '../decide/heartbeat.js';
import type { Previews } from '../decide/previews.js';
import type { Plan } from '../decide/plan.js';
import type { RegressionCase, RegressionOutcome } from '../decide/regression-case.js';
import { simplestCounterexample } from '../simplest-counterexample.js';
import { countDecided, isWanted, type Selection, type Inspection } from '../decide/inspection.js';
import type { Verdict } from '../verdict.js';
import type { CatalogueSource } from './catalogue.js';
import { WorkerHandle, type Loss, type WorkerLimits } from './worker-handle.js';
import type { Variant } from '../variant.js';

/** A case of an earlier run, told by its claim: what a corpus keeps. */
export interface CorpusCase extends Omit<RegressionCase, 'test'> {
  readonly experiment: string;
  readonly claim: string;
}

/** Outcomes of draws that shards evaluated: by experiment, claim and index. */
export type ShardedOutcomes = ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<number, Outcome>>>;

/** What a supervised run needs. */
export interface SupervisedOptions extends Selection, WorkerLimits {
  readonly seed: bigint;
  /** Threads; as many as the machine has to give, but no more than four, by default. They change no result. */
  readonly workers?: number;
  /** Failures and crashes of earlier runs, evaluated before anything else. */
  readonly known?: readonly CorpusCase[];
  readonly recorded?: ShardedOutcomes | null;
  /** Asks the run to stop: claims that are not decided by then are INCONCLUSIVE. */
  readonly signal?: AbortSignal;
  /** Called when the plan stands, before anything is evaluated. */
  readonly onPlan?: (plan: RunPlan) => void;
  readonly onResult?: (result: ClaimResult) => void;
  /** Called now and then with the claims that are being decided and how far they are. */
  readonly onProgress?: (running: readonly { claims: readonly Claim[]; done: number; planned: number }[]) => void;
}

/** What a run is going to do. */
export interface RunPlan {
  /** How many claims share α. */
  readonly claims: number;
  /** How many cells of maps share another. */
  readonly cells: number;
  readonly planned: readonly {
    readonly claim: Claim;
    readonly experiment: string;
    readonly variant: Variant | null;
    readonly plan: Plan;
  }[];
  /** Ids of wanted claims that the budget leaves out. */
  readonly skipped: readonly string[];
  /** What the catalogue says of itself. */
  readonly about: Json;
}

/** What a supervised run came to. */
export interface SupervisedRun extends RunPlan {
  /** In the order of the catalogue. */
  readonly results: readonly ClaimResult[];
  readonly regressions: readonly RegressionOutcome[];
}

/** Each thread loads the engines for itself, some 100 MiB: more threads than experiments run long would idle. */
const MOST_WORKERS = 4;

/** How often progress is told, in milliseconds. */
const TELL_EVERY = 200;

/**
 * Runs the claims of a catalogue in worker threads. A case that never returns, or ends its thread, costs its claims an ERROR that names
 * it; the others are decided all the same. Results do not depend on the number of threads, nor on which of them finishes first.
 *
 * @throws Interrupted where the run is stopped before it has a plan
 * @throws Error where the catalogue cannot be opened, or the program has a fault
 */
export async function superviseSuite(source: CatalogueSource, options: SupervisedOptions): Promise<SupervisedRun> {
  return withPool(source, options, async (pool) => {
    const { inspections, plan, schedules } = await planRun(pool, options);
    const known = regressionsOf(inspections, options.known ?? []);
    const jobs = inspections.map((inspection, experiment) => async (worker: WorkerHandle) => {
      const done = await performJob(worker, experiment, inspection, schedules[experiment], known[experiment], options);
      const pictures = await drawPreviews(worker, experiment, inspection, done.verdicts, options);
      const results = resultsOf(inspection, schedules[experiment], options, done.verdicts, pictures);
      results.forEach((result) => options.onResult?.(result));
      return { results, regressions: done.regressions };
    });
    const done = await pool.share(
      jobs,
      (experiment) => claimsOf(inspections[experiment], schedules[experiment]),
      orderOf(inspections, schedules),
    );
    return { ...plan, results: done.flatMap(({ results }) => results), regressions: done.flatMap(({ regressions }) => regressions) };
  });
}

/** What one claim's draws came to in a shard. */
export interface ShardRecord {
  readonly experiment: string;
  readonly claim: string;
  readonly draws: readonly RecordedDraw[];
}

/** What a shard came to; null where it was stopped before it was done. */
export interface ShardRun extends RunPlan {
  readonly records: readonly ShardRecord[] | null;
}

/** Evaluates a share of the draws of a run's estimates; hunts are for the run that joins the shares. */
export async function superviseShare(source: CatalogueSource, share: Share, options: SupervisedOptions): Promise<ShardRun> {
  return withPool(source, options, async (pool) => {
    const { inspections, plan, schedules } = await planRun(pool, options);
    const jobs = inspections.map((inspection, experiment) => async (worker: WorkerHandle) => {
      const sampled = schedules[experiment].decided.filter(
        ({ test }) => !inspection.finite && inspection.claims[test].kind !== 'existence',
      );
      return recordJob(worker, experiment, inspection, { ...schedules[experiment], decided: sampled }, share, options.seed);
    });
    const records = await pool.share(
      jobs,
      (experiment) => claimsOf(inspections[experiment], schedules[experiment]),
      orderOf(inspections, schedules),
    );
    const whole = records.every((each) => each !== null);
    return { ...plan, records: whole ? records.flatMap((each) => each ?? []) : null };
  });
}

/** The plan of a run, and nothing more. */
export async function planSuite(source: CatalogueSource, options: SupervisedOptions): Promise<RunPlan> {
  return withPool(source, options, async (pool) => (await planRun(pool, options)).plan);
}

/** The threads of a run. */
class WorkerPool {
  private readonly workers: readonly WorkerHandle[];

  constructor(
    source: CatalogueSource,
    private readonly options: SupervisedOptions,
  ) {
    const count = options.workers ?? Math.min(MOST_WORKERS, availableParallelism());
    this.workers = Array.from({ length: count }, () => new WorkerHandle(source, options));
  }

  get first(): WorkerHandle {
    return this.workers[0];
  }

  stop(reason: StopReason): void {
    for (const worker of this.workers) worker.stop(reason);
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
  }

  /** Does the jobs, each by whichever worker is free; results in the order of the jobs. */
  async share<Result>(
    jobs: readonly ((worker: WorkerHandle) => Promise<Result>)[],
    claimsOfJob: (job: number) => readonly Claim[],
    order: readonly number[],
  ): Promise<Result[]> {
    const results: Result[] = [];
    const running = new Map<WorkerHandle, number>();
    const { onProgress } = this.options;
    const tell = setInterval(() => {
      onProgress?.(
        [...running].map(([worker, job]) => ({
          claims: claimsOfJob(job),
          done: worker.progress.done,
          planned: worker.progress.planned,
        })),
      );
    }, TELL_EVERY);
    let next = 0;
    let failed = false;
    try {
      await Promise.all(
        this.workers.map(async (worker) => {
          while (next < jobs.length && !failed) {
            const job = order[next++];
            running.set(worker, job);
            try {
              results[job] = await jobs[job](worker);
            } catch (error) {
              failed = true; // a fault of the program: nobody begins another job
              throw error;
            }
            running.delete(worker);
          }
        }),
      );
    } finally {
      clearInterval(tell);
    }
    return results;
  }
}

/**
 * In which order experiments are begun: claims before the cells of maps, which tell little where a run is stopped before its claims; and the dear
 * ones first, so that no thread is left with one when the others are done.
 */
function orderOf(inspections: readonly Inspection[], schedules: readonly Schedule[]): number[] {
  const isCell = (i: number) => Number(inspections[i].variant !== null);
  const durations = inspections.map((inspection, i) => durationOf(inspection, schedules[i]));
  return [...inspections.keys()].toSorted((one, other) => isCell(one) - isCell(other) || durations[other] - durations[one]);
}

/** About how long an experiment takes, in milliseconds: claims that share a case wait for the one that has most of them. A finite domain counts as one case. */
function durationOf({ claims }: Inspection, { decided }: Schedule): number {
  return Math.max(0, ...decided.map(({ test, plan }) => Math.max(1, plan.cases) * (claims[test].milliseconds ?? 1)));
}

async function withPool<Result>(
  source: CatalogueSource,
  options: SupervisedOptions,
  work: (pool: WorkerPool) => Promise<Result>,
): Promise<Result> {
  const pool = new WorkerPool(source, options);
  const { signal } = options;
  const stop = () => pool.stop(reasonOf(options));
  if (signal?.aborted === true) stop();
  signal?.addEventListener('abort', stop);
  try {
    return await work(pool);
  } finally {
    signal?.removeEventListener('abort', stop);
    await pool.close();
  }
}

/** Why a run was asked to stop. */
function reasonOf({ signal }: { readonly signal?: AbortSignal | undefined }): StopReason {
  return signal?.reason === 'time limit' ? 'time limit' : 'interrupt';
}

interface Planned {
  readonly inspections: readonly Inspection[];
  readonly schedules: readonly Schedule[];
  readonly plan: RunPlan;
}

async function planRun({ first }: WorkerPool, options: SupervisedOptions): Promise<Planned> {
  const opened = await first.run<'open'>({ kind: 'open' });
  if (opened.kind === 'loss') {
    if (opened.how === 'stopped') throw new Interrupted(reasonOf(options));
    throw new Error(`the catalogue of experiments could not be opened: ${opened.why}`);
  }
  const { experiments, about } = opened.result;
  const inspections: Inspection[] = [];
  for (const [experiment, known] of experiments.entries()) {
    const answer = await first.run<'inspect'>({ kind: 'inspect', experiment, seed: options.seed });
    if (answer.kind === 'loss' && answer.how === 'stopped') throw new Interrupted(reasonOf(options));
    inspections.push(
      answer.kind === 'result'
        ? answer.result
        : {
            ...known,
            unmet: known.claims.map(() => []),
            crash: { message: answer.why, case: originOf({ firstCaseOf: known.id }) },
          },
    );
  }
  const shares = countDecided(inspections, options);
  const schedules = inspections.map((inspection) => assign(inspection, options, shares));
  const planned = inspections.flatMap(({ id, variant, claims: all }, i) =>
    schedules[i].decided.map(({ test, plan }) => ({ claim: all[test], experiment: id, variant, plan })),
  );
  const skipped = inspections.flatMap((each) =>
    each.claims.filter((claim) => isWanted(claim, options) && isSkipped(claim, options.budget)).map(({ id }) => id),
  );
  const plan = { ...shares, planned, skipped: [...new Set(skipped)], about };
  options.onPlan?.(plan);
  return { inspections, schedules, plan };
}

function claimsOf({ claims }: Inspection, { decided, explored }: Schedule): Claim[] {
  return [...decided.map(({ test }) => test), ...explored].map((test) => claims[test]);
}

/** Known cases by experiment, and by the position of their test. */
function regressionsOf(inspections: readonly Inspection[], known: readonly CorpusCase[]): RegressionCase[][] {
  return inspections.map(({ id, claims }) =>
    known
      .filter(({ experiment }) => experiment === id)
      .map(({ name, claim, replays, case: value }) => ({
        name,
        replays,
        case: value,
        test: claims.findIndex((each) => each.id === claim),
      }))
      .filter(({ test }) => test !== -1),
  );
}

interface Done {
  readonly verdicts: ReadonlyMap<number, Verdict>;
  readonly regressions: readonly RegressionOutcome[];
}

/**
 * Has an experiment's schedule performed. When a case costs the thread, its claims are in ERROR and the rest is begun again without
 * them: the same draws come to the same verdicts.
 */
async function performJob(
  worker: WorkerHandle,
  experiment: number,
  inspection: Inspection,
  schedule: Schedule,
  known: readonly RegressionCase[],
  { seed, recorded = null, signal }: SupervisedOptions,
): Promise<Done> {
  const verdicts = new Map<number, Verdict>();
  let left = schedule;
  for (;;) {
    if (left.decided.length === 0 && left.explored.length === 0) return { verdicts, regressions: [] };
    const tests = new Set([...left.decided.map(({ test }) => test), ...left.explored]);
    const answer = await worker.run<'perform'>({
      kind: 'perform',
      experiment,
      seed,
      inspection,
      schedule: left,
      regressions: known.filter(({ test }) => tests.has(test)),
      recorded: recorded?.get(inspection.id) ?? null,
    });
    if (answer.kind === 'result') {
      for (const [test, verdict] of answer.result.verdicts) verdicts.set(test, verdict);
      return { verdicts, regressions: answer.result.regressions };
    }
    const { how, why, done } = answer;
    const lost = affectedBy(answer, tests);
    const verdict =
      how === 'stopped'
        ? interruptedVerdict(reasonOf({ signal }), { cases: done, violations: null }, 1)
        : errorVerdict(new EvaluationError(why, await caseOf(worker, experiment, inspection, answer, seed)));
    for (const test of lost) verdicts.set(test, verdict);
    left = without(left, lost);
  }
}

/** The pictures of decided claims; of cells, which are many, and where a thread is lost over them, there are none. */
async function drawPreviews(
  worker: WorkerHandle,
  experiment: number,
  { variant, illustrated }: Inspection,
  verdicts: ReadonlyMap<number, Verdict>,
  { seed }: SupervisedOptions,
): Promise<Map<number, Previews>> {
  const pictures = new Map<number, Previews>();
  if (variant !== null || !illustrated) return pictures;
  for (const [test, verdict] of verdicts) {
    if (!isShown(verdict)) continue;
    const counterexample = simplestCounterexample(verdict)?.case ?? null;
    const answer = await worker.run<'illustrate'>({ kind: 'illustrate', experiment, seed, test, counterexample });
    if (answer.kind === 'result') pictures.set(test, answer.result);
  }
  return pictures;
}

/** What was decided, or left open by its cases, has cases to show; and so has what failed beyond what is claimed. */
function isShown(verdict: Verdict): boolean {
  const { word } = verdict;
  if (word === 'INCONCLUSIVE') return verdict.by === 'estimate';
  return word === 'HOLDS' || word === 'REFUTED' || simplestCounterexample(verdict) !== null;
}

/** What is left of a schedule without some of its tests. */
function without({ decided, explored, cases }: Schedule, lost: ReadonlySet<number>): Schedule {
  return { decided: decided.filter(({ test }) => !lost.has(test)), explored: explored.filter((test) => !lost.has(test)), cases };
}

/** The tests that needed the case at which a worker was lost; all of them where it was at none. */
function affectedBy({ position }: Loss, tests: ReadonlySet<number>): Set<number> {
  const affected = position.kind === 'idle' ? [] : [...tests].filter((test) => (position.tests & (1 << test)) !== 0);
  return new Set(affected.length === 0 ? tests : affected);
}

/** The case at which a worker was lost: by value where it can be made again, and else by where it comes from. */
async function caseOf(worker: WorkerHandle, experiment: number, { id }: Inspection, { position }: Loss, seed: bigint): Promise<Json> {
  if (position.kind === 'idle') return null;
  if (position.kind === 'value') return position.value === null ? null : JSON.parse(position.value);
  const { phase, index } = position;
  const origin = drawnFrom(id, seed, index);
  try {
    const answer = await worker.run<'rebuild'>({ kind: 'rebuild', experiment, seed, phase, index });
    return answer.kind === 'result' ? answer.result : origin;
  } catch {
    return origin; // it cannot be drawn
  }
}

/** Has a share of an experiment's draws evaluated; without the claims whose cases cost the thread, which no share has. */
async function recordJob(
  worker: WorkerHandle,
  experiment: number,
  inspection: Inspection,
  schedule: Schedule,
  share: Share,
  seed: bigint,
): Promise<ShardRecord[] | null> {
  let left = schedule;
  for (;;) {
    if (left.decided.length === 0) return [];
    const answer = await worker.run<'share'>({ kind: 'share', experiment, seed, schedule: left, share });
    if (answer.kind === 'result') {
      const { result } = answer;
      return result === null ? null : [...result].map(([claim, draws]) => ({ experiment: inspection.id, claim, draws }));
    }
    if (answer.how === 'stopped') return null;
    const lost = affectedBy(answer, new Set(left.decided.map(({ test }) => test)));
    left = without(left, lost);
  }
}

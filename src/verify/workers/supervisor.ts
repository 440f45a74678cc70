import { availableParallelism } from 'node:os';
import { assign, resultsOf, type Assignment, type ClaimResult } from '../decide/schedule.js';
import { isLeftOut, type Claim } from '../claim.js';
import { errorVerdict, interruptedVerdict } from '../decide/decide.js';
import { drawnFrom } from '../decide/draws.js';
import type { Outcome, RecordedDraw, Share } from '../decide/estimate.js';
import { EvaluationError, originOf } from '../evaluation-error.js';
import type { Json } from '../experiment.js';
import { Interrupted, type StopReason } from '../decide/heartbeat.js';
import type { Pictures } from '../decide/previews.js';
import type { Plan } from '../decide/plan.js';
import type { RememberedCase, RememberedOutcome } from '../decide/regression-case.js';
import { simplestCounterexample } from '../simplest-counterexample.js';
import { countDecided, isWanted, type Selection, type Survey } from '../decide/inspection.js';
import type { Verdict } from '../verdict.js';
import type { CatalogueSource } from './catalogue.js';
import { WorkerHandle, type Loss, type WorkerLimits } from './worker-handle.js';
import type { Variant } from '../variant.js';

/** A case of an earlier run, told by its claim: what a corpus keeps. */
export interface KnownCase extends Omit<RememberedCase, 'test'> {
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
  readonly known?: readonly KnownCase[];
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
  readonly leftOut: readonly string[];
  /** What the catalogue says of itself. */
  readonly about: Json;
}

/** What a supervised run came to. */
export interface SupervisedRun extends RunPlan {
  /** In the order of the catalogue. */
  readonly results: readonly ClaimResult[];
  readonly remembered: readonly RememberedOutcome[];
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
  return withCrew(source, options, async (crew) => {
    const { surveys, plan, assignments } = await planRun(crew, options);
    const known = knownBy(surveys, options.known ?? []);
    const jobs = surveys.map((surveyed, experiment) => async (worker: WorkerHandle) => {
      const done = await performJob(worker, experiment, surveyed, assignments[experiment], known[experiment], options);
      const pictures = await drawPictures(worker, experiment, surveyed, done.verdicts, options);
      const results = resultsOf(surveyed, assignments[experiment], options, done.verdicts, pictures);
      results.forEach((result) => options.onResult?.(result));
      return { results, remembered: done.remembered };
    });
    const done = await crew.share(
      jobs,
      (experiment) => claimsOf(surveys[experiment], assignments[experiment]),
      orderOf(surveys, assignments),
    );
    return { ...plan, results: done.flatMap(({ results }) => results), remembered: done.flatMap(({ remembered }) => remembered) };
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
  return withCrew(source, options, async (crew) => {
    const { surveys, plan, assignments } = await planRun(crew, options);
    const jobs = surveys.map((surveyed, experiment) => async (worker: WorkerHandle) => {
      const sampled = assignments[experiment].decided.filter(
        ({ test }) => !surveyed.finite && surveyed.claims[test].kind !== 'existence',
      );
      return recordJob(worker, experiment, surveyed, { ...assignments[experiment], decided: sampled }, share, options.seed);
    });
    const records = await crew.share(
      jobs,
      (experiment) => claimsOf(surveys[experiment], assignments[experiment]),
      orderOf(surveys, assignments),
    );
    const whole = records.every((each) => each !== null);
    return { ...plan, records: whole ? records.flatMap((each) => each ?? []) : null };
  });
}

/** The plan of a run, and nothing more. */
export async function planSuite(source: CatalogueSource, options: SupervisedOptions): Promise<RunPlan> {
  return withCrew(source, options, async (crew) => (await planRun(crew, options)).plan);
}

/** The threads of a run. */
class Crew {
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
function orderOf(surveys: readonly Survey[], assignments: readonly Assignment[]): number[] {
  const isCell = (i: number) => Number(surveys[i].variant !== null);
  const durations = surveys.map((surveyed, i) => durationOf(surveyed, assignments[i]));
  return [...surveys.keys()].toSorted((one, other) => isCell(one) - isCell(other) || durations[other] - durations[one]);
}

/** About how long an experiment takes, in milliseconds: claims that share a case wait for the one that has most of them. A finite domain counts as one case. */
function durationOf({ claims }: Survey, { decided }: Assignment): number {
  return Math.max(0, ...decided.map(({ test, plan }) => Math.max(1, plan.cases) * (claims[test].milliseconds ?? 1)));
}

async function withCrew<Result>(
  source: CatalogueSource,
  options: SupervisedOptions,
  work: (crew: Crew) => Promise<Result>,
): Promise<Result> {
  const crew = new Crew(source, options);
  const { signal } = options;
  const stop = () => crew.stop(reasonOf(options));
  if (signal?.aborted === true) stop();
  signal?.addEventListener('abort', stop);
  try {
    return await work(crew);
  } finally {
    signal?.removeEventListener('abort', stop);
    await crew.close();
  }
}

/** Why a run was asked to stop. */
function reasonOf({ signal }: { readonly signal?: AbortSignal | undefined }): StopReason {
  return signal?.reason === 'time limit' ? 'time limit' : 'interrupt';
}

interface Planned {
  readonly surveys: readonly Survey[];
  readonly assignments: readonly Assignment[];
  readonly plan: RunPlan;
}

async function planRun({ first }: Crew, options: SupervisedOptions): Promise<Planned> {
  const opened = await first.run<'open'>({ kind: 'open' });
  if (opened.kind === 'loss') {
    if (opened.how === 'stopped') throw new Interrupted(reasonOf(options));
    throw new Error(`the catalogue of experiments could not be opened: ${opened.why}`);
  }
  const { experiments, about } = opened.result;
  const surveys: Survey[] = [];
  for (const [experiment, known] of experiments.entries()) {
    const answer = await first.run<'survey'>({ kind: 'survey', experiment, seed: options.seed });
    if (answer.kind === 'loss' && answer.how === 'stopped') throw new Interrupted(reasonOf(options));
    surveys.push(
      answer.kind === 'result'
        ? answer.result
        : {
            ...known,
            breaches: known.claims.map(() => []),
            crash: { message: answer.why, case: originOf({ firstCaseOf: known.id }) },
          },
    );
  }
  const shares = countDecided(surveys, options);
  const assignments = surveys.map((surveyed) => assign(surveyed, options, shares));
  const planned = surveys.flatMap(({ id, variant, claims: all }, i) =>
    assignments[i].decided.map(({ test, plan }) => ({ claim: all[test], experiment: id, variant, plan })),
  );
  const leftOut = surveys.flatMap((each) =>
    each.claims.filter((claim) => isWanted(claim, options) && isLeftOut(claim, options.budget)).map(({ id }) => id),
  );
  const plan = { ...shares, planned, leftOut: [...new Set(leftOut)], about };
  options.onPlan?.(plan);
  return { surveys, assignments, plan };
}

function claimsOf({ claims }: Survey, { decided, explored }: Assignment): Claim[] {
  return [...decided.map(({ test }) => test), ...explored].map((test) => claims[test]);
}

/** Known cases by experiment, and by the position of their test. */
function knownBy(surveys: readonly Survey[], known: readonly KnownCase[]): RememberedCase[][] {
  return surveys.map(({ id, claims }) =>
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
  readonly remembered: readonly RememberedOutcome[];
}

/**
 * Has an experiment's assignment performed. When a case costs the thread, its claims are in ERROR and the rest is begun again without
 * them: the same draws come to the same verdicts.
 */
async function performJob(
  worker: WorkerHandle,
  experiment: number,
  surveyed: Survey,
  assignment: Assignment,
  known: readonly RememberedCase[],
  { seed, recorded = null, signal }: SupervisedOptions,
): Promise<Done> {
  const verdicts = new Map<number, Verdict>();
  let left = assignment;
  for (;;) {
    if (left.decided.length === 0 && left.explored.length === 0) return { verdicts, remembered: [] };
    const tests = new Set([...left.decided.map(({ test }) => test), ...left.explored]);
    const answer = await worker.run<'perform'>({
      kind: 'perform',
      experiment,
      seed,
      surveyed,
      assignment: left,
      remembered: known.filter(({ test }) => tests.has(test)),
      recorded: recorded?.get(surveyed.id) ?? null,
    });
    if (answer.kind === 'result') {
      for (const [test, verdict] of answer.result.verdicts) verdicts.set(test, verdict);
      return { verdicts, remembered: answer.result.remembered };
    }
    const { how, why, done } = answer;
    const lost = affectedBy(answer, tests);
    const verdict =
      how === 'stopped'
        ? interruptedVerdict(reasonOf({ signal }), { cases: done, violations: null }, 1)
        : errorVerdict(new EvaluationError(why, await caseOf(worker, experiment, surveyed, answer, seed)));
    for (const test of lost) verdicts.set(test, verdict);
    left = without(left, lost);
  }
}

/** The pictures of decided claims; of cells, which are many, and where a thread is lost over them, there are none. */
async function drawPictures(
  worker: WorkerHandle,
  experiment: number,
  { variant, illustrated }: Survey,
  verdicts: ReadonlyMap<number, Verdict>,
  { seed }: SupervisedOptions,
): Promise<Map<number, Pictures>> {
  const pictures = new Map<number, Pictures>();
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

/** What is left of an assignment without some of its tests. */
function without({ decided, explored, cases }: Assignment, lost: ReadonlySet<number>): Assignment {
  return { decided: decided.filter(({ test }) => !lost.has(test)), explored: explored.filter((test) => !lost.has(test)), cases };
}

/** The tests that needed the case at which a worker was lost; all of them where it was at none. */
function affectedBy({ standing }: Loss, tests: ReadonlySet<number>): Set<number> {
  const affected = standing.kind === 'idle' ? [] : [...tests].filter((test) => (standing.tests & (1 << test)) !== 0);
  return new Set(affected.length === 0 ? tests : affected);
}

/** The case at which a worker was lost: by value where it can be made again, and else by where it comes from. */
async function caseOf(worker: WorkerHandle, experiment: number, { id }: Survey, { standing }: Loss, seed: bigint): Promise<Json> {
  if (standing.kind === 'idle') return null;
  if (standing.kind === 'value') return standing.value === null ? null : JSON.parse(standing.value);
  const { phase, index } = standing;
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
  surveyed: Survey,
  assignment: Assignment,
  share: Share,
  seed: bigint,
): Promise<ShardRecord[] | null> {
  let left = assignment;
  for (;;) {
    if (left.decided.length === 0) return [];
    const answer = await worker.run<'share'>({ kind: 'share', experiment, seed, assignment: left, share });
    if (answer.kind === 'result') {
      const { result } = answer;
      return result === null ? null : [...result].map(([claim, draws]) => ({ experiment: surveyed.id, claim, draws }));
    }
    if (answer.how === 'stopped') return null;
    const lost = affectedBy(answer, new Set(left.decided.map(({ test }) => test)));
    left = without(left, lost);
  }
}

import { errorVerdict, interruptedVerdict } from '../decide/decide.js';
import { drawnFrom } from '../decide/draws.js';
import type { Previews } from '../decide/previews.js';
import type { Outcome, Share, ShardRecord } from '../decide/recorded-draws.js';
import type { RegressionCase, RegressionOutcome } from '../decide/regression-case.js';
import type { Performed, Schedule } from '../decide/schedule.js';
import { EvaluationError } from '../evaluation-error.js';
import type { Measurement } from '../evidence.js';
import type { Json } from '../experiment.js';
import { simplestCase } from '../found-cases.js';
import type { Verdict } from '../verdict.js';
import type { PlannedExperiment } from './run-plan.js';
import type { Loss, WorkerHandle } from './worker-handle.js';
import { stopReasonOf } from './worker-pool.js';

// The supervisor's side of one experiment: the tasks it gives a worker, and how it continues when a case costs the thread.

/** A planned experiment that has cases. */
export interface ScheduledExperiment extends PlannedExperiment {
  readonly position: number;
}

/** Options of `performSchedule`. */
export interface PerformOptions {
  readonly seed: bigint;
  readonly regressions: readonly RegressionCase[];
  /** Draws that shards have evaluated, by claim and index. */
  readonly recorded: ReadonlyMap<string, ReadonlyMap<number, Outcome>> | null;
  readonly signal: AbortSignal | undefined;
}

/** The results of a schedule, and of the regression cases. */
export interface PerformedByWorker extends Performed {
  readonly regressions: readonly RegressionOutcome[];
}

/**
 * Lets a worker perform a schedule. When a case costs the thread, its claims become ERROR and the rest starts again without them.
 * The same draws lead to the same verdicts.
 */
export async function performSchedule(
  worker: WorkerHandle,
  { position, inspection, schedule }: ScheduledExperiment,
  { seed, regressions, recorded, signal }: PerformOptions,
): Promise<PerformedByWorker> {
  const verdicts = new Map<number, Verdict>();
  const explored = new Map<number, Measurement>();
  let left = schedule;
  for (;;) {
    if (left.decided.length === 0 && left.explored.length === 0) return { verdicts, explored, regressions: [] };
    const tests = new Set([...left.decided.map(({ test }) => test), ...left.explored]);
    const answer = await worker.run<'perform'>({
      kind: 'perform',
      experiment: position,
      seed,
      schedule: left,
      regressions: regressions.filter(({ test }) => tests.has(test)),
      recorded,
    });
    if (answer.kind === 'result') {
      for (const [test, verdict] of answer.result.verdicts) verdicts.set(test, verdict);
      for (const [test, measurement] of answer.result.explored) explored.set(test, measurement);
      return { verdicts, explored, regressions: answer.result.regressions };
    }
    const lost = affectedBy(answer, tests);
    const verdict =
      answer.how === 'stopped'
        ? interruptedVerdict(stopReasonOf(signal), { cases: answer.done, violations: null }, 1)
        : errorVerdict(new EvaluationError(answer.why, await lostCase(worker, position, inspection.id, answer, seed)));
    for (const test of lost) verdicts.set(test, verdict);
    left = without(left, lost);
  }
}

/**
 * Makes the previews of claims. Cells of maps have none, since there are many, and neither has a claim whose preview costs the
 * thread.
 */
export async function makePreviews(
  worker: WorkerHandle,
  { position, inspection: { origin, previewed, unmet } }: ScheduledExperiment,
  { verdicts, explored }: Performed,
  seed: bigint,
): Promise<Map<number, Previews>> {
  const previews = new Map<number, Previews>();
  if (origin.kind === 'variant' || !previewed) return previews;
  for (const test of unmet.keys()) {
    const verdict = verdicts.get(test);
    const worst = explored.get(test)?.worst ?? null;
    const found = verdict === undefined ? worst : simplestCase(verdict);
    if (found === null && (verdict === undefined || !isShownWithoutCase(verdict))) continue;
    const answer = await worker.run<'preview'>({
      kind: 'preview',
      experiment: position,
      seed,
      test,
      counterexample: found?.case ?? null,
    });
    if (answer.kind === 'result') previews.set(test, answer.result);
  }
  return previews;
}

/** True when a verdict without a counterexample is based on cases, of which some can be shown. */
function isShownWithoutCase(verdict: Verdict): boolean {
  if (verdict.word === 'INCONCLUSIVE') return verdict.by === 'estimate';
  return verdict.word === 'HOLDS' || verdict.word === 'REFUTED';
}

/**
 * Lets a worker evaluate a share of an experiment's draws. Claims with a case that costs the thread are left out of the share.
 *
 * @returns null when the run was stopped first
 */
export async function recordShare(
  worker: WorkerHandle,
  { position, inspection, schedule }: ScheduledExperiment,
  share: Share,
  seed: bigint,
): Promise<ShardRecord[] | null> {
  let left = schedule;
  for (;;) {
    if (left.decided.length === 0) return [];
    const answer = await worker.run<'share'>({ kind: 'share', experiment: position, seed, schedule: left, share });
    if (answer.kind === 'result') {
      const { result } = answer;
      return result === null ? null : [...result].map(([claim, draws]) => ({ experiment: inspection.id, claim, draws }));
    }
    if (answer.how === 'stopped') return null;
    left = without(left, affectedBy(answer, new Set(left.decided.map(({ test }) => test))));
  }
}

/** A schedule without some of its tests. */
function without({ decided, explored, cases }: Schedule, lost: ReadonlySet<number>): Schedule {
  return { decided: decided.filter(({ test }) => !lost.has(test)), explored: explored.filter((test) => !lost.has(test)), cases };
}

/** The tests that needed the case at which a worker was lost; all tests if it was at no case. */
function affectedBy({ position }: Loss, tests: ReadonlySet<number>): Set<number> {
  const affected = position.kind === 'idle' ? [] : [...tests].filter((test) => (position.tests & (1 << test)) !== 0);
  return new Set(affected.length === 0 ? tests : affected);
}

/** The case at which a worker was lost: by value if another worker can make it again, or else by its origin. */
async function lostCase(worker: WorkerHandle, experiment: number, id: string, { position }: Loss, seed: bigint): Promise<Json> {
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

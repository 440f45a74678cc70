import type { Claim } from '../claim.js';
import { Interrupted } from '../decide/heartbeat.js';
import {
  countDecided,
  inspectWithoutCases,
  skippedBy,
  type Inspection,
  type Selection,
  type UninspectedExperiment,
} from '../decide/inspection.js';
import type { Plan } from '../decide/plan.js';
import { scheduleOf, type Schedule } from '../decide/schedule.js';
import { originOf } from '../evaluation-error.js';
import type { Json, Origin } from '../experiment.js';
import type { WorkerHandle } from './worker-handle.js';
import { stopReasonOf, type WorkerPool } from './worker-pool.js';

/** What a run is going to do. */
export interface RunPlan {
  /** How many claims share α. */
  readonly claims: number;
  /** How many cells of maps share another. */
  readonly cells: number;
  readonly planned: readonly {
    readonly claim: Claim;
    readonly experiment: string;
    readonly origin: Origin;
    readonly plan: Plan;
  }[];
  /** Ids of claims that the budget skips. */
  readonly skipped: readonly string[];
  /** What the catalogue says of itself. */
  readonly about: Json;
}

/** One experiment of a run, or claims that have none, with what is to be done. */
export interface PlannedExperiment {
  /** Its position in the catalogue; null for claims without cases. */
  readonly position: number | null;
  readonly inspection: Inspection;
  readonly schedule: Schedule;
}

/** A plan, and what it is made of, in the order of the catalogue. */
export interface PlannedRun {
  readonly experiments: readonly PlannedExperiment[];
  readonly plan: RunPlan;
}

/** What a plan depends on. */
export interface PlanOptions extends Selection {
  readonly seed: bigint;
  readonly signal?: AbortSignal;
  /** Called when the plan stands, before anything is evaluated. */
  readonly onPlan?: (plan: RunPlan) => void;
}

/**
 * Opens a catalogue, inspects its experiments and plans them.
 *
 * @throws Interrupted where the run is stopped before it has a plan
 * @throws Error where the catalogue cannot be opened
 */
export async function planRun({ first }: WorkerPool, options: PlanOptions): Promise<PlannedRun> {
  const opened = await first.run<'open'>({ kind: 'open' });
  if (opened.kind === 'loss') {
    if (opened.how === 'stopped') throw new Interrupted(stopReasonOf(options.signal));
    throw new Error(`the catalogue of experiments could not be opened: ${opened.why}`);
  }
  const { experiments, withoutCases, about } = opened.result;
  const inspected = [];
  for (const [position, known] of experiments.entries()) {
    inspected.push({ position, inspection: await inspectBy(first, position, known, options) });
  }
  const all = [...inspected, ...withoutCases.map((claims) => ({ position: null, inspection: inspectWithoutCases(claims) }))];
  const shares = countDecided(
    all.map(({ inspection }) => inspection),
    options,
  );
  const scheduled = all.map((each) => ({ ...each, schedule: scheduleOf(each.inspection, options, shares) }));
  const planned = scheduled.flatMap(({ inspection: { id, origin, claims }, schedule }) =>
    schedule.decided.map(({ test, plan }) => ({ claim: claims[test], experiment: id, origin, plan })),
  );
  const skipped = all.flatMap(({ inspection: { claims } }) =>
    claims.filter((claim) => skippedBy(claim, options) === 'budget').map(({ id }) => id),
  );
  const plan = { ...shares, planned, skipped: [...new Set(skipped)], about };
  options.onPlan?.(plan);
  return { experiments: scheduled, plan };
}

async function inspectBy(
  worker: WorkerHandle,
  experiment: number,
  known: UninspectedExperiment,
  { seed, signal }: PlanOptions,
): Promise<Inspection> {
  const answer = await worker.run<'inspect'>({ kind: 'inspect', experiment, seed });
  if (answer.kind === 'result') return answer.result;
  if (answer.how === 'stopped') throw new Interrupted(stopReasonOf(signal));
  const crash = { message: answer.why, case: originOf({ firstCaseOf: known.id }) };
  return { ...known, unmet: known.claims.map(() => []), crash };
}

/**
 * In which order experiments are begun: claims before the cells of maps, which tell little where a run is stopped before its claims; and the
 * longest first.
 */
export function startOrder(experiments: readonly PlannedExperiment[]): number[] {
  const isCell = (i: number) => Number(experiments[i].inspection.origin.kind === 'variant');
  const durations = experiments.map(durationOf);
  return [...experiments.keys()].toSorted((one, other) => isCell(one) - isCell(other) || durations[other] - durations[one]);
}

/** About how long an experiment takes, in milliseconds: claims that share a case wait for the one that has most of them. A finite domain counts as one case. */
function durationOf({ inspection: { claims }, schedule: { decided } }: PlannedExperiment): number {
  return Math.max(0, ...decided.map(({ test, plan }) => Math.max(1, plan.cases) * (claims[test].milliseconds ?? 1)));
}

/** The claims that a schedule evaluates. */
export function claimsOf({ inspection: { claims }, schedule: { decided, explored } }: PlannedExperiment): Claim[] {
  return [...decided.map(({ test }) => test), ...explored].map((test) => claims[test]);
}

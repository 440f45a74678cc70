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
  /** How many cells of maps share another α. */
  readonly cells: number;
  readonly planned: readonly {
    readonly claim: Claim;
    readonly experiment: string;
    readonly origin: Origin;
    readonly plan: Plan;
    /** True when every case of a finite domain will be evaluated, whatever number of cases the plan has. */
    readonly finite: boolean;
  }[];
  /** Ids of claims that the budget skips. */
  readonly skipped: readonly string[];
  /** What the catalogue reports about itself. */
  readonly about: Json;
}

/** One experiment of a run with its schedule, or claims without cases. */
export interface PlannedExperiment {
  /** Its position in the catalogue; null for claims without cases. */
  readonly position: number | null;
  readonly inspection: Inspection;
  readonly schedule: Schedule;
}

/** A plan with its experiments, in the order of the catalogue. */
export interface PlannedRun {
  readonly experiments: readonly PlannedExperiment[];
  readonly plan: RunPlan;
}

/** Options of `planRun`. */
export interface PlanOptions extends Selection {
  readonly seed: bigint;
  readonly signal?: AbortSignal;
  /** Called with the plan, before anything is evaluated. */
  readonly onPlan?: (plan: RunPlan) => void;
}

/**
 * Opens a catalogue, inspects its experiments and plans them.
 *
 * @throws Interrupted when the run is stopped before it has a plan
 * @throws Error when the catalogue cannot be opened
 */
export async function planRun({ first }: WorkerPool, options: PlanOptions): Promise<PlannedRun> {
  const opened = await first.run<'open'>({ kind: 'open' });
  if (opened.kind === 'loss') {
    if (opened.how === 'stopped') throw new Interrupted(stopReasonOf(options.signal));
    throw new Error(`the catalogue of experiments could not be opened: ${opened.why}`);
  }
  const { experiments, withoutCases, about } = opened.result;
  const inspected = [];
  for (const [position, experiment] of experiments.entries()) {
    inspected.push({ position, inspection: await inspectBy(first, position, experiment, options) });
  }
  const all = [...inspected, ...withoutCases.map((claims) => ({ position: null, inspection: inspectWithoutCases(claims) }))];
  const shares = countDecided(
    all.map(({ inspection }) => inspection),
    options,
  );
  const scheduled = all.map((each) => ({ ...each, schedule: scheduleOf(each.inspection, options, shares) }));
  const planned = scheduled.flatMap(({ inspection: { id, origin, claims, finite }, schedule }) =>
    schedule.decided.map(({ test, plan }) => ({ claim: claims[test], experiment: id, origin, plan, finite })),
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
  position: number,
  experiment: UninspectedExperiment,
  { seed, signal }: PlanOptions,
): Promise<Inspection> {
  const answer = await worker.run<'inspect'>({ kind: 'inspect', experiment: position, seed });
  if (answer.kind === 'result') return answer.result;
  if (answer.how === 'stopped') throw new Interrupted(stopReasonOf(signal));
  const crash = { message: answer.why, case: originOf({ firstCaseOf: experiment.id }) };
  return { ...experiment, unmet: experiment.claims.map(() => []), crash };
}

/**
 * The order in which experiments start. Claims come before the cells of maps, since a stopped run should have decided its claims.
 * Within each group the longest start first.
 */
export function startOrder(experiments: readonly PlannedExperiment[]): number[] {
  const isCell = (i: number) => Number(experiments[i].inspection.origin.kind === 'variant');
  const durations = experiments.map(durationOf);
  return [...experiments.keys()].toSorted((one, other) => isCell(one) - isCell(other) || durations[other] - durations[one]);
}

/**
 * About how long an experiment takes, in milliseconds. Its claims share their cases, so the longest claim counts. A finite domain
 * counts as one case.
 */
function durationOf({ inspection: { claims }, schedule: { decided } }: PlannedExperiment): number {
  return Math.max(0, ...decided.map(({ test, plan }) => Math.max(1, plan.cases) * (claims[test].milliseconds ?? 1)));
}

/** The claims that a schedule evaluates. */
export function claimsOf({ inspection: { claims }, schedule: { decided, explored } }: PlannedExperiment): Claim[] {
  return [...decided.map(({ test }) => test), ...explored].map((test) => claims[test]);
}

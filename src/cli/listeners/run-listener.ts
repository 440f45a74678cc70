import type { Report } from '../../report/data/schema.js';
import type { ClaimResult } from '../../verify/decide/schedule.js';
import type { RunPlan } from '../../verify/workers/run-plan.js';
import type { SupervisedRun } from '../../verify/workers/supervisor.js';
import type { JobProgress } from '../../verify/workers/worker-pool.js';
import type { Evidence } from '../run/evidence.js';
import type { PhaseProgress } from '../../../properties/maps/phases/draw-phases.js';

/** A written report, with the run that it is of. */
export interface WrittenReport {
  readonly run: SupervisedRun;
  readonly report: Report;
  /** Paths of what was written. */
  readonly files: readonly string[];
}

/** The events of a run. */
export interface Listener {
  /** The plan is made; nothing is evaluated yet. */
  readonly onPlan: (plan: RunPlan) => void;
  /** A claim is decided. */
  readonly onResult: (result: ClaimResult) => void;
  /** Called now and then with what the threads are doing. */
  readonly onProgress: (running: readonly JobProgress[]) => void;
  /** One more place of a phase picture is drawn. */
  readonly onPlace: (progress: PhaseProgress) => void;
  /** Everything is evaluated; the report comes next. */
  readonly onEvidence: (evidence: Evidence) => void;
  /** The run was stopped before its first case. */
  readonly onInterrupted: () => void;
  /** The report is written. */
  readonly onReport: (written: WrittenReport) => Promise<void>;
}

/** A listener that handles only some of the events. */
export type RunListener = Partial<Listener>;

/** Combines listeners: every event goes to each of them, in their order. */
export function toEach(listeners: readonly RunListener[]): Listener {
  return {
    onPlan: (plan) => listeners.forEach((each) => each.onPlan?.(plan)),
    onResult: (result) => listeners.forEach((each) => each.onResult?.(result)),
    onProgress: (running) => listeners.forEach((each) => each.onProgress?.(running)),
    onPlace: (progress) => listeners.forEach((each) => each.onPlace?.(progress)),
    onEvidence: (evidence) => listeners.forEach((each) => each.onEvidence?.(evidence)),
    onInterrupted: () => listeners.forEach((each) => each.onInterrupted?.()),
    async onReport(written) {
      for (const each of listeners) await each.onReport?.(written);
    },
  };
}

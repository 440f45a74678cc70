import type { Performed, Schedule } from '../decide/schedule.js';
import type { Outcome, RecordedDraw, Share } from '../decide/recorded-draws.js';
import type { ClaimsWithoutCases, Json } from '../experiment.js';
import type { IndexedPhase } from '../decide/heartbeat.js';
import type { RegressionCase, RegressionOutcome } from '../decide/regression-case.js';
import type { Previews } from '../decide/previews.js';
import type { Inspection, UninspectedExperiment } from '../decide/inspection.js';

/** A task for a worker. `experiment` is a position in the catalogue. */
export type Task =
  | { readonly kind: 'open' }
  | { readonly kind: 'inspect'; readonly experiment: number; readonly seed: bigint }
  | {
      readonly kind: 'perform';
      readonly experiment: number;
      readonly seed: bigint;
      readonly schedule: Schedule;
      /** Cases of earlier runs, which are evaluated first. */
      readonly regressions: readonly RegressionCase[];
      /** Draws that shards have evaluated, by claim and index. */
      readonly recorded: ReadonlyMap<string, ReadonlyMap<number, Outcome>> | null;
    }
  | {
      readonly kind: 'share';
      readonly experiment: number;
      readonly seed: bigint;
      readonly schedule: Schedule;
      readonly share: Share;
    }
  | {
      readonly kind: 'preview';
      readonly experiment: number;
      readonly seed: bigint;
      readonly test: number;
      /** By value; null when there is none. */
      readonly counterexample: Json;
    }
  | {
      readonly kind: 'rebuild';
      readonly experiment: number;
      readonly seed: bigint;
      readonly phase: IndexedPhase;
      readonly index: number;
    };

/** The result of each kind of task. */
export interface TaskResult {
  open: {
    readonly experiments: readonly UninspectedExperiment[];
    readonly withoutCases: readonly ClaimsWithoutCases[];
    readonly about: Json;
  };
  inspect: Inspection;
  perform: Performed & { readonly regressions: readonly RegressionOutcome[] };
  share: ReadonlyMap<string, readonly RecordedDraw[]> | null;
  preview: Previews;
  rebuild: Json;
}

/** A worker's reply to a task. */
export type Reply<Kind extends Task['kind'] = Task['kind']> =
  | { readonly kind: 'done'; readonly result: TaskResult[Kind] }
  /** An InputError: a mistake in the user's input. */
  | { readonly kind: 'input'; readonly rule: string; readonly hint: string; readonly usage: boolean }
  /** Any other error outside a claim: a fault of the program. */
  | { readonly kind: 'fault'; readonly error: Error };

/** The data that a worker is started with. */
export interface WorkerStart {
  readonly module: string;
  readonly input: Json;
  readonly memory: SharedArrayBuffer;
}

import { extname } from 'node:path';
import { Worker, type ResourceLimits } from 'node:worker_threads';
import { InputError } from '../../input-error.js';
import type { StopReason } from '../decide/heartbeat.js';
import type { CatalogueSource } from './catalogue.js';
import { SharedHeartbeat, type WorkerPosition } from './shared-heartbeat.js';
import type { Reply, Task, TaskResult, WorkerStart } from './tasks.js';

/** How a worker was lost before it replied. */
export interface Loss {
  readonly how: 'stalled' | 'died' | 'stopped';
  /** The reason in words. */
  readonly why: string;
  /** What it was evaluating. */
  readonly position: WorkerPosition;
  /** The number of cases that it had done. */
  readonly done: number;
}

/** The result of a task, or the loss of the worker. */
export type Answer<Result> = { readonly kind: 'result'; readonly result: Result } | ({ readonly kind: 'loss' } & Loss);

/** The limits of a worker. */
export interface WorkerLimits {
  /** The time that a case may take, in seconds. */
  readonly caseLimit: number;
  /** The size of a thread's young generation in MiB; Node's default if not given. */
  readonly youngMemory?: number;
}

/** The interval at which a worker's heartbeat is checked, in milliseconds. */
const CHECK_INTERVAL = 100;

/** The time that a worker may take to open the catalogue, in seconds. Loading the engines takes one or two. */
const IDLE_LIMIT = 120;

/** The time that a worker may take to reach its next case when it is asked to stop, in seconds. */
const STOP_WITHIN = 5;

/** A thread that evaluates cases, as its supervisor sees it. When the thread is lost, the next task starts another. */
export class WorkerHandle {
  private worker: Worker | null = null;
  private heartbeat = new SharedHeartbeat();
  private stopReason: StopReason | null = null;
  private stopRequestedAt = 0;
  private closed = false;

  constructor(
    private readonly source: CatalogueSource,
    private readonly limits: WorkerLimits,
  ) {}

  /** The progress of the current task. */
  get progress(): { readonly done: number; readonly planned: number } {
    return this.heartbeat;
  }

  /** Asks the worker to stop before its next case. Later tasks stop before their first case. */
  stop(reason: StopReason): void {
    if (this.stopReason !== null) return;
    this.stopReason = reason;
    this.stopRequestedAt = performance.now();
    this.heartbeat.stop(reason);
  }

  /** Ends the thread for good. */
  async close(): Promise<void> {
    this.closed = true;
    await this.end();
  }

  private async end(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    await worker?.terminate();
  }

  /**
   * Gives the worker a task and waits for its reply, or until a case exceeds the limit or ends the thread.
   *
   * @param retried - true when this is the second attempt at the task
   * @throws InputError when the user's input does not describe a catalogue
   * @throws Error that the worker threw outside a claim: a fault of the program
   */
  async run<Kind extends Task['kind']>(task: Extract<Task, { kind: Kind }>, retried = false): Promise<Answer<TaskResult[Kind]>> {
    if (this.closed) throw new Error('the run has ended');
    const worker = (this.worker ??= this.start());
    this.heartbeat.progress(0, 0);
    const outcome = await new Promise<Reply<Kind> | Loss>((resolve) => {
      const settle = (settled: Reply<Kind> | Loss) => {
        clearInterval(watch);
        worker.off('message', settle).off('error', onError).off('exit', onExit);
        resolve(settled);
      };
      const onError = (error: unknown) => settle(this.loss('died', `the thread ended with ${describe(error)}`));
      const onExit = (code: number) => settle(this.loss('died', `the thread ended with exit code ${code}`));
      const watch = this.watch(settle);
      worker.on('message', settle).on('error', onError).on('exit', onExit);
      worker.postMessage(task);
    });
    if ('how' in outcome) {
      await this.end();
      if (this.closed) throw new Error('the run has ended');
      this.heartbeat = new SharedHeartbeat();
      if (this.stopReason !== null) this.heartbeat.stop(this.stopReason);
      // A thread that died at no case of this task may have died because of the task before. A second attempt shows.
      if (outcome.how === 'died' && outcome.position.kind === 'idle' && !retried) return this.run(task, true);
      return { kind: 'loss', ...outcome };
    }
    if (outcome.kind === 'fault') throw outcome.error;
    if (outcome.kind === 'input') throw new InputError(outcome.rule, outcome.hint, {}, outcome.usage);
    return { kind: 'result', result: outcome.result };
  }

  /** Checks the worker's heartbeat, and calls `onLoss` when it has not changed for too long. */
  private watch(onLoss: (loss: Loss) => void): NodeJS.Timeout {
    let beats = this.heartbeat.beats;
    let since = performance.now();
    return setInterval(() => {
      const now = performance.now();
      if (this.heartbeat.beats !== beats) {
        beats = this.heartbeat.beats;
        since = now;
      }
      const stopping = this.stopReason !== null;
      // The time to reach the next case counts from the request to stop, or from the start of the current case if that is later.
      const silence = (now - (stopping ? Math.max(since, this.stopRequestedAt) : since)) / 1000;
      const { caseLimit } = this.limits;
      // An idle thread opens the catalogue or composes verdicts: neither counts as a case.
      const limit = this.heartbeat.position.kind === 'idle' ? Math.max(IDLE_LIMIT, caseLimit) : caseLimit;
      if (silence < (stopping ? Math.min(STOP_WITHIN, limit) : limit)) return;
      onLoss(
        stopping
          ? this.loss('stopped', 'the case did not end when the run was stopped')
          : this.loss('stalled', `no answer within the limit of ${limit} s for a case`),
      );
    }, CHECK_INTERVAL);
  }

  private loss(how: Loss['how'], why: string): Loss {
    return { how, why, position: this.heartbeat.position, done: this.heartbeat.done };
  }

  private start(): Worker {
    const { module, input } = this.source;
    const data: WorkerStart = { module: module.href, input, memory: this.heartbeat.memory };
    const { youngMemory } = this.limits;
    const resourceLimits = youngMemory === undefined ? {} : { maxYoungGenerationSizeMb: youngMemory };
    const worker = startThread(new URL(`./worker${extname(import.meta.url)}`, import.meta.url), data, resourceLimits);
    worker.on('error', () => {}); // a thread that dies between two tasks must not end the process: the next task starts another
    worker.on('exit', () => {
      if (this.worker === worker) this.worker = null;
    });
    return worker;
  }
}

/** Starts a module as a thread. A TypeScript module needs the tsx loader in the thread too. */
function startThread(entry: URL, workerData: WorkerStart, resourceLimits: ResourceLimits): Worker {
  if (extname(entry.href) !== '.ts') return new Worker(entry, { workerData, resourceLimits });
  const [loader, start] = [import.meta.resolve('tsx/esm/api'), entry.href].map((url) => JSON.stringify(url));
  return new Worker(`import(${loader}).then(({ register }) => { register(); return import(${start}); });`, {
    eval: true,
    workerData,
    resourceLimits,
  });
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

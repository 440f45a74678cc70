import { extname } from 'node:path';
import { Worker, type ResourceLimits } from 'node:worker_threads';
import { InputError } from '../../input-error.js';
import type { StopReason } from '../decide/heartbeat.js';
import type { CatalogueSource } from './catalogue.js';
import { SharedHeartbeat, type WorkerPosition } from './shared-heartbeat.js';
import type { Reply, Task, TaskResult, WorkerStart } from './tasks.js';

/** How a worker came to its end before it answered. */
export interface Loss {
  readonly how: 'stalled' | 'died' | 'stopped';
  /** In words. */
  readonly why: string;
  /** Where it stood. */
  readonly position: WorkerPosition;
  /** Cases that it had done. */
  readonly done: number;
}

/** A worker's answer, or its loss. */
export type Answer<Result> = { readonly kind: 'result'; readonly result: Result } | ({ readonly kind: 'loss' } & Loss);

/** The limits that a supervisor sets to a worker. */
export interface WorkerLimits {
  /** Seconds that a case may take. */
  readonly caseLimit: number;
  /** MiB that a thread may fill with new values before it looks for garbage; as Node has it by default. */
  readonly youngMemory?: number;
}

/** How often a worker's beats are looked at, in milliseconds. */
const LOOK_EVERY = 100;

/** Seconds that a worker may take to open the catalogue; the engines take one or two. */
const IDLE_LIMIT = 120;

/** Seconds that a worker may take to come to its next case when it is asked to stop. */
const STOP_WITHIN = 5;

/** One thread that evaluates cases, and the memory it shares with its supervisor; when it is lost, the next task starts another. */
export class WorkerHandle {
  private worker: Worker | null = null;
  private note = new SharedHeartbeat();
  private asked: StopReason | null = null;
  private askedAt = 0;
  private closed = false;

  constructor(
    private readonly source: CatalogueSource,
    private readonly limits: WorkerLimits,
  ) {}

  /** How far the present task has come. */
  get progress(): { readonly done: number; readonly planned: number } {
    return this.note;
  }

  /** Asks the worker to stop before its next case; tasks that are still to come stop at their first. */
  stop(reason: StopReason): void {
    if (this.asked !== null) return;
    this.asked = reason;
    this.askedAt = performance.now();
    this.note.stop(reason);
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
   * Gives the worker a task and waits for its answer, or until a case takes longer than the limit or ends the thread.
   *
   * @throws InputError where the catalogue cannot be opened as asked for
   * @throws Error that the worker threw outside of any claim: a fault of the program
   */
  async run<Kind extends Task['kind']>(task: Extract<Task, { kind: Kind }>, again = false): Promise<Answer<TaskResult[Kind]>> {
    if (this.closed) throw new Error('the run has ended');
    const worker = (this.worker ??= this.start());
    this.note.progress(0, 0);
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
      this.note = new SharedHeartbeat();
      if (this.asked !== null) this.note.stop(this.asked);
      // A thread that died at no case of this task may have died of the one before: another one tells.
      if (outcome.how === 'died' && outcome.position.kind === 'idle' && !again) return this.run(task, true);
      return { kind: 'loss', ...outcome };
    }
    if (outcome.kind === 'fault') throw outcome.error;
    if (outcome.kind === 'input') throw new InputError(outcome.rule, outcome.hint, {}, outcome.usage);
    return { kind: 'result', result: outcome.result };
  }

  /** Looks at the worker's beats, and tells when they have not changed for too long. */
  private watch(tell: (loss: Loss) => void): NodeJS.Timeout {
    let beats = this.note.beats;
    let since = performance.now();
    return setInterval(() => {
      const now = performance.now();
      if (this.note.beats !== beats) {
        beats = this.note.beats;
        since = now;
      }
      const stopping = this.asked !== null;
      // The time to come to the next case counts from the stop, or from the case's own start where that is later.
      const still = (now - (stopping ? Math.max(since, this.askedAt) : since)) / 1000;
      const { caseLimit } = this.limits;
      // Before its first case a thread opens the catalogue, and between two it puts verdicts together: neither is a case.
      const limit = this.note.position.kind === 'idle' ? Math.max(IDLE_LIMIT, caseLimit) : caseLimit;
      if (still < (stopping ? Math.min(STOP_WITHIN, limit) : limit)) return;
      tell(
        stopping
          ? this.loss('stopped', 'the case did not end when the run was stopped')
          : this.loss('stalled', `no answer within the limit of ${limit} s for a case`),
      );
    }, LOOK_EVERY);
  }

  private loss(how: Loss['how'], why: string): Loss {
    return { how, why, position: this.note.position, done: this.note.done };
  }

  private start(): Worker {
    const { module, input } = this.source;
    const data: WorkerStart = { module: module.href, input, memory: this.note.memory };
    const { youngMemory } = this.limits;
    const resourceLimits = youngMemory === undefined ? {} : { maxYoungGenerationSizeMb: youngMemory };
    const worker = startThread(new URL(`./worker${extname(import.meta.url)}`, import.meta.url), data, resourceLimits);
    worker.on('error', () => {}); // one that dies between two tasks must not take the process with it: the next task starts another
    worker.on('exit', () => {
      if (this.worker === worker) this.worker = null;
    });
    return worker;
  }
}

/** Starts a module as a thread: compiled, or as it was written, which takes the loader that this process runs with in the thread too. */
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

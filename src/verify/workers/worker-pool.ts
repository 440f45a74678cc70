import { availableParallelism } from 'node:os';
import type { Claim } from '../claim.js';
import type { StopReason } from '../decide/heartbeat.js';
import type { CatalogueSource } from './catalogue.js';
import { WorkerHandle, type WorkerLimits } from './worker-handle.js';

/** Each thread loads the engines for itself, some 100 MiB: more threads than experiments run long would idle. */
const MOST_WORKERS = 4;

/** How often progress is told, in milliseconds. */
const TELL_EVERY = 200;

/** How far the job of a worker is. */
export interface JobProgress {
  readonly claims: readonly Claim[];
  readonly done: number;
  readonly planned: number;
}

/** A piece of work for one worker. */
export interface Job<Result> {
  /** The claims that it decides, for whoever watches. */
  readonly claims: readonly Claim[];
  run(worker: WorkerHandle): Promise<Result>;
}

/** How a pool is made, and whom it tells. */
export interface PoolOptions extends WorkerLimits {
  /** Threads; as many as the machine has to give, but no more than four, by default. They change no result. */
  readonly workers?: number;
  /** Asks the work to stop. */
  readonly signal?: AbortSignal;
  /** Called now and then with what the workers are doing. */
  readonly onProgress?: (running: readonly JobProgress[]) => void;
}

/** The threads of a run. */
export class WorkerPool {
  private readonly workers: readonly WorkerHandle[];

  constructor(
    source: CatalogueSource,
    private readonly options: PoolOptions,
  ) {
    const count = options.workers ?? Math.min(MOST_WORKERS, availableParallelism());
    this.workers = Array.from({ length: count }, () => new WorkerHandle(source, options));
  }

  /** The worker for what is done before there are jobs. */
  get first(): WorkerHandle {
    return this.workers[0];
  }

  /**
   * Does the jobs, each by whichever worker is free.
   *
   * @param order - positions of the jobs in the order in which they are begun
   * @returns results in the order of the jobs
   */
  async run<Result>(jobs: readonly Job<Result>[], order: readonly number[]): Promise<Result[]> {
    const results: Result[] = [];
    const running = new Map<WorkerHandle, Job<Result>>();
    const { onProgress } = this.options;
    const tell = setInterval(() => {
      onProgress?.([...running].map(([{ progress }, { claims }]) => ({ claims, done: progress.done, planned: progress.planned })));
    }, TELL_EVERY);
    let next = 0;
    let failed = false;
    try {
      await Promise.all(
        this.workers.map(async (worker) => {
          while (next < jobs.length && !failed) {
            const position = order[next++];
            running.set(worker, jobs[position]);
            try {
              results[position] = await jobs[position].run(worker);
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

  stop(reason: StopReason): void {
    for (const worker of this.workers) worker.stop(reason);
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
  }
}

/** Makes a pool for some work, stops it when the signal asks for that, and ends its threads. */
export async function withPool<Result>(
  source: CatalogueSource,
  options: PoolOptions,
  work: (pool: WorkerPool) => Promise<Result>,
): Promise<Result> {
  const pool = new WorkerPool(source, options);
  const { signal } = options;
  const stop = () => pool.stop(stopReasonOf(signal));
  if (signal?.aborted === true) stop();
  signal?.addEventListener('abort', stop);
  try {
    return await work(pool);
  } finally {
    signal?.removeEventListener('abort', stop);
    await pool.close();
  }
}

/** Why a signal asks a run to stop. */
export function stopReasonOf(signal: AbortSignal | undefined): StopReason {
  return signal?.reason === 'time limit' ? 'time limit' : 'interrupt';
}

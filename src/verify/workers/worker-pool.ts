import { availableParallelism } from 'node:os';
import type { Claim } from '../claim.js';
import type { StopReason } from '../decide/heartbeat.js';
import type { CatalogueSource } from './catalogue.js';
import { WorkerHandle, type WorkerLimits } from './worker-handle.js';

/**
 * The most threads by default. Each loads the engines itself, some 100 MiB, and only a few experiments run long, so more would be
 * idle.
 */
const MOST_WORKERS = 4;

/** The interval at which progress is reported, in milliseconds. */
const PROGRESS_INTERVAL = 200;

/** The progress of a worker's job. */
export interface JobProgress {
  readonly claims: readonly Claim[];
  readonly done: number;
  readonly planned: number;
}

/** A piece of work for one worker. */
export interface Job<Result> {
  /** The claims that it decides, for progress. */
  readonly claims: readonly Claim[];
  run(worker: WorkerHandle): Promise<Result>;
}

/** Options of a pool. */
export interface PoolOptions extends WorkerLimits {
  /** The number of threads; by default the available parallelism, but at most four. It changes no result. */
  readonly workers?: number;
  /** Asks the work to stop. */
  readonly signal?: AbortSignal;
  /** Called regularly with the jobs that are running. */
  readonly onProgress?: (running: readonly JobProgress[]) => void;
}

/** The worker threads of a run. */
export class WorkerPool {
  private readonly workers: readonly WorkerHandle[];

  constructor(
    source: CatalogueSource,
    private readonly options: PoolOptions,
  ) {
    const count = options.workers ?? Math.min(MOST_WORKERS, availableParallelism());
    this.workers = Array.from({ length: count }, () => new WorkerHandle(source, options));
  }

  /** The worker for tasks before the jobs. */
  get first(): WorkerHandle {
    return this.workers[0];
  }

  /**
   * Runs the jobs, each on the next free worker.
   *
   * @param order - positions of the jobs in the order in which they start
   * @returns results in the order of the jobs
   */
  async run<Result>(jobs: readonly Job<Result>[], order: readonly number[]): Promise<Result[]> {
    const results: Result[] = [];
    const running = new Map<WorkerHandle, Job<Result>>();
    const { onProgress } = this.options;
    const timer = setInterval(() => {
      onProgress?.([...running].map(([{ progress }, { claims }]) => ({ claims, done: progress.done, planned: progress.planned })));
    }, PROGRESS_INTERVAL);
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
              failed = true; // a fault of the program: no worker starts another job
              throw error;
            }
            running.delete(worker);
          }
        }),
      );
    } finally {
      clearInterval(timer);
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

/** Runs some work with a pool. Stops the pool when the signal aborts, and ends its threads afterwards. */
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

/** The reason for which a signal aborted. */
export function stopReasonOf(signal: AbortSignal | undefined): StopReason {
  return signal?.reason === 'time limit' ? 'time limit' : 'interrupt';
}

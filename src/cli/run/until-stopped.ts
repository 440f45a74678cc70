import type { Progress } from '../terminal/progress.js';

/** Exit code of a process that was interrupted and did not wait for its report (128 + SIGINT). */
const INTERRUPTED = 130;

/** Milliseconds within which a second signal is a copy of the first: npm passes on what the terminal has sent to every process. */
const RELAYED_WITHIN = 1000;

/**
 * Does work that stops at Ctrl-C, at SIGTERM or at the time limit, and then reports what it has. A second Ctrl-C ends the process.
 *
 * @param timeLimit - seconds; none when undefined
 * @param progress - told why it stops
 */
export async function untilStopped<Result>(
  { timeLimit }: { readonly timeLimit?: number | undefined },
  progress: Progress,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  let first: number | null = null;
  const interrupt = () => {
    const now = performance.now();
    if (first !== null) {
      if (now - first > RELAYED_WITHIN) process.exit(INTERRUPTED);
      return;
    }
    first = now;
    progress.line('stopping after the present cases; once more to leave without a report');
    controller.abort('interrupt');
  };
  const timeOut = () => {
    progress.line(`the time limit of ${timeLimit} s is reached: stopping after the present cases`);
    controller.abort('time limit');
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  const timer = timeLimit === undefined ? undefined : setTimeout(timeOut, timeLimit * 1000);
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

/** Exit code of a process that was interrupted and did not wait for its report (128 + SIGINT). */
const INTERRUPTED = 130;

/** Milliseconds within which a second signal is the first one over again: npm and tsx pass on what the terminal has sent to all of them. */
const RELAYED_WITHIN = 1000;

/** A signal that a run is to stop, and how to stop listening for it. */
export interface StopSignal {
  readonly signal: AbortSignal;
  release(): void;
}

/**
 * Asks a run to stop at Ctrl-C, at SIGTERM, or when its time is up: it then reports what it has. A second Ctrl-C ends the process.
 *
 * @param seconds - the time limit; none when undefined
 * @param note - told why
 */
export function stopSignal(seconds: number | undefined, note: (line: string) => void): StopSignal {
  const controller = new AbortController();
  let first: number | null = null;
  const interrupt = () => {
    const now = performance.now();
    if (first !== null) {
      if (now - first > RELAYED_WITHIN) process.exit(INTERRUPTED);
      return;
    }
    first = now;
    note('stopping after the present cases; once more to leave without a report');
    controller.abort('interrupt');
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  const timer =
    seconds === undefined
      ? undefined
      : setTimeout(() => {
          note(`the time limit of ${seconds} s is reached: stopping after the present cases`);
          controller.abort('time limit');
        }, seconds * 1000);
  return {
    signal: controller.signal,
    release() {
      clearTimeout(timer);
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
    },
  };
}

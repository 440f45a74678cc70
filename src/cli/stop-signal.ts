/** Exit code of a process that was interrupted and did not wait for its report (128 + SIGINT). */
const INTERRUPTED = 130;

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
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(INTERRUPTED);
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

import type { Counterexample } from '../evidence.js';
import type { Confirmed } from './evaluator.js';
import type { Verdict } from '../verdict.js';

/** UNSTABLE where a case did not fail in all of its replays; null where it did, or there is none. */
export function unstableVerdict(confirmed: Confirmed | null): Verdict | null {
  if (confirmed === null || confirmed.failed === confirmed.replays) return null;
  return unstableAfter(confirmed.counterexample, confirmed.replays, confirmed.failed);
}

/** The verdict for a case that failed once, and then in some of its replays. */
export function unstableAfter(counterexample: Counterexample, replays: number, failed: number): Verdict {
  const stopped = `the same case failed once and then in only ${failed} of ${replays} replays`;
  return { word: 'UNSTABLE', counterexample, replays, failed, stopped };
}

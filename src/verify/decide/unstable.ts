import type { Counterexample } from '../evidence.js';
import type { Confirmed } from './evaluator.js';
import type { Verdict } from '../verdict.js';

/** The verdict UNSTABLE when a case did not fail in all of its replays; null when it did, or there is no case. */
export function unstableVerdict(confirmed: Confirmed | null): Verdict | null {
  if (confirmed === null || confirmed.failed === confirmed.replays) return null;
  return unstableAfter(confirmed.counterexample, confirmed.replays, confirmed.failed);
}

/** The verdict UNSTABLE for a case that failed once, and then in only some of its replays. */
export function unstableAfter(counterexample: Counterexample, replays: number, failed: number): Verdict {
  const stopped = `a case failed once, but then in only ${failed} of ${replays} replays`;
  return { word: 'UNSTABLE', counterexample, replays, failed, stopped };
}

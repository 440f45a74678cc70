import type { Counterexample } from './evidence.js';
import type { Verdict } from './verdict.js';

/**
 * The simplest case that a verdict rests on: the counterexample, the witness, or else the worst case that was measured. Null when
 * it has none.
 */
export function simplestCounterexample(verdict: Verdict): Counterexample | null {
  if ('counterexample' in verdict) return verdict.counterexample;
  if ('witness' in verdict) return verdict.witness;
  if ('hunt' in verdict) return verdict.hunt?.found ?? verdict.estimate?.worst ?? null;
  if ('exploratory' in verdict) return verdict.exploratory?.worst ?? null;
  return 'enumeration' in verdict ? verdict.enumeration.worst : null;
}

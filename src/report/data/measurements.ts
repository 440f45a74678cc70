import type { Estimate, Measurement } from '../../verify/evidence.js';
import type { Verdict } from '../../verify/verdict.js';

/** The measurements of a verdict: its estimate, its enumeration, or its exploratory measurement. */
export function measurementsOf(verdict: Verdict): readonly (Measurement | Estimate)[] {
  const all = [
    'estimate' in verdict ? verdict.estimate : null,
    'enumeration' in verdict ? verdict.enumeration : null,
    'exploratory' in verdict ? verdict.exploratory : null,
  ];
  return all.filter((each) => each !== null);
}

import type { Counterexample, FactorEffect } from './evidence.js';
import type { Verdict } from './verdict.js';

export const CASE_ROLES = ['minimal', 'worst', 'severe', 'exception', 'witness', 'unstable', 'error'] as const;

/** The role of a case in a verdict. */
export type CaseRole = (typeof CASE_ROLES)[number];

/** A case that a verdict contains. */
export interface FoundCase {
  /** Its role, which is part of its file's name; null if the case decided nothing, so that it has no file. */
  readonly role: Exclude<CaseRole, 'error'> | null;
  readonly case: Counterexample;
  /** The number of replays and of those that failed; null if it was not replayed. */
  readonly replays: { readonly of: number; readonly failed: number } | null;
  /** The effects of redrawing its factors. */
  readonly factors: readonly FactorEffect[];
}

/** The cases of a verdict, the simplest first, without a case that could not be evaluated. */
export function foundCases(verdict: Verdict): FoundCase[] {
  const found = (
    role: FoundCase['role'],
    counterexample: Counterexample | null,
    replays: FoundCase['replays'] = null,
    factors: FoundCase['factors'] = [],
  ): FoundCase[] => (counterexample === null ? [] : [{ role, case: counterexample, replays, factors }]);
  switch (verdict.word) {
    case 'HOLDS':
    case 'REFUTED':
    case 'INCONCLUSIVE': {
      if (verdict.by === 'witness') return found('witness', verdict.witness);
      if (!('hunt' in verdict)) return [];
      const { hunt, estimate } = verdict;
      const simplest =
        verdict.by === 'counterexample'
          ? found(hunt === null ? 'worst' : 'minimal', verdict.counterexample, allFailed(verdict.replays), hunt?.factors)
          : found('exception', verdict.hunt.found, null, verdict.hunt.factors);
      return [...simplest, ...found('severe', hunt?.severe ?? null), ...found('worst', estimate?.worst ?? null)];
    }
    case 'UNSTABLE':
      return found('unstable', verdict.counterexample, { of: verdict.replays, failed: verdict.failed });
    case 'NOT APPLICABLE':
      return found(null, verdict.exploratory?.worst ?? null);
    case 'VACUOUS':
    case 'SKIPPED':
    case 'ERROR':
      return [];
  }
}

function allFailed(replays: number): FoundCase['replays'] {
  return { of: replays, failed: replays };
}

/** The simplest case of a verdict: one that fails, a witness, or the worst of an enumeration; null if it has none. */
export function simplestCase(verdict: Verdict): Counterexample | null {
  const [first] = foundCases(verdict);
  if (first !== undefined) return first.case;
  return 'enumeration' in verdict ? (verdict.enumeration?.worst ?? null) : null;
}

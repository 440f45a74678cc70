import type { Counterexample, FactorEffect } from './evidence.js';
import type { Verdict } from './verdict.js';

/** The roles of cases. */
export const CASE_ROLES = ['minimal', 'worst', 'severe', 'exception', 'witness', 'unstable', 'error'] as const;

/** What a case is to its claim. */
export type CaseRole = (typeof CASE_ROLES)[number];

/** A case that a verdict carries. */
export interface FoundCase {
  /** The role under which its file is written; null where the case decided nothing, and no file is. */
  readonly role: Exclude<CaseRole, 'error'> | null;
  readonly case: Counterexample;
  /** Where it was evaluated again: how often, and how often it failed then. */
  readonly replays: { readonly of: number; readonly failed: number } | null;
  /** Which factors of it matter. */
  readonly factors: readonly FactorEffect[];
}

/** The cases of a verdict, the simplest first; a case that could not be evaluated is none of them. */
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

/** The simplest case of a verdict: one that fails, or a witness, or the worst of an enumeration; null where it has none. */
export function simplestCase(verdict: Verdict): Counterexample | null {
  const [first] = foundCases(verdict);
  if (first !== undefined) return first.case;
  return 'enumeration' in verdict ? (verdict.enumeration?.worst ?? null) : null;
}

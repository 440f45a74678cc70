import type { BudgetName } from './claim.js';
import type { UnmetAssumption } from './experiment.js';
import type { Interval } from './statistics/clopper-pearson.js';
import type { Counterexample, Estimate, Hunt, Measurement, ScalingEvidence } from './evidence.js';

/** The words of the verdicts. */
export const VERDICT_WORDS = ['HOLDS', 'REFUTED', 'INCONCLUSIVE', 'VACUOUS', 'NOT APPLICABLE', 'SKIPPED', 'UNSTABLE', 'ERROR'] as const;

/** One of the words. */
export type VerdictWord = (typeof VERDICT_WORDS)[number];

interface Stopped {
  /** Completes "stopped because …". */
  readonly stopped: string;
}

/**
 * What can be said of a claim. Verdicts are data, not exceptions; a HOLDS without an estimate, an enumeration or a witness cannot be written
 * down.
 */
export type Verdict = Stopped &
  (
    | { readonly word: 'HOLDS'; readonly by: 'estimate'; readonly estimate: Estimate; readonly hunt: Hunt }
    | { readonly word: 'HOLDS'; readonly by: 'enumeration'; readonly enumeration: Measurement }
    | {
        /** Of an existence claim. */
        readonly word: 'HOLDS';
        readonly by: 'witness';
        readonly witness: Counterexample;
        /** Evaluations of the witness, every one of which kept the claim. */
        readonly replays: number;
        /** Cases that were looked at before it was simplified. */
        readonly searched: number;
      }
    | {
        readonly word: 'REFUTED';
        readonly by: 'counterexample';
        readonly counterexample: Counterexample;
        /** Evaluations of the counterexample, every one of which failed. */
        readonly replays: number;
        readonly estimate: Estimate | null;
        readonly hunt: Hunt | null;
        readonly enumeration: Measurement | null;
      }
    | { readonly word: 'REFUTED'; readonly by: 'rate'; readonly estimate: Estimate; readonly hunt: Hunt }
    /** An existence claim without a witness in a whole finite domain: nothing else refutes one. */
    | { readonly word: 'REFUTED'; readonly by: 'enumeration'; readonly enumeration: Measurement }
    | { readonly word: 'INCONCLUSIVE'; readonly by: 'search'; readonly searched: number }
    | { readonly word: 'HOLDS' | 'REFUTED' | 'INCONCLUSIVE'; readonly by: 'fit'; readonly scaling: ScalingEvidence }
    /** The run was stopped first: never a pass, whatever the cases so far said. */
    | {
        readonly word: 'INCONCLUSIVE';
        readonly by: 'interruption';
        readonly cases: number;
        readonly violations: number | null;
        readonly interval: Interval | null;
      }
    | {
        readonly word: 'INCONCLUSIVE';
        readonly by: 'estimate';
        readonly estimate: Estimate;
        readonly hunt: Hunt;
        /** About how many cases would decide at the rate seen so far; null where none would. */
        readonly needed: number | null;
      }
    | { readonly word: 'VACUOUS'; readonly accepted: number; readonly drawn: number }
    | {
        readonly word: 'NOT APPLICABLE';
        readonly unmet: readonly UnmetAssumption[];
        readonly exploratory: Measurement | null;
      }
    /** Nothing was asked: the budget is below the least one that decides the claim, or the run was asked for other claims. */
    | { readonly word: 'SKIPPED'; readonly by: 'budget'; readonly least: BudgetName }
    | { readonly word: 'SKIPPED'; readonly by: 'selection' }
    | { readonly word: 'UNSTABLE'; readonly counterexample: Counterexample; readonly replays: number; readonly failed: number }
    | { readonly word: 'ERROR'; readonly message: string; readonly case: Counterexample['case'] }
  );

/** 0 as expected, 1 a contrary verdict, 2 undecided, 3 ERROR. */
export type ExitCode = 0 | 1 | 2 | 3;

/** The exit code of one claim. */
export function exitCodeOf(word: VerdictWord, expected: 'HOLDS' | 'REFUTED'): ExitCode {
  switch (word) {
    case 'HOLDS':
    case 'REFUTED':
      return word === expected ? 0 : 1;
    case 'NOT APPLICABLE':
    case 'SKIPPED':
      return 0;
    case 'INCONCLUSIVE':
    case 'VACUOUS':
    case 'UNSTABLE':
      return 2;
    case 'ERROR':
      return 3;
  }
}

/** From bad to worse: an undecided claim may still come out well, a contrary one will not, and an ERROR hides what would. */
const SEVERITY: readonly ExitCode[] = [0, 2, 1, 3];

/** The exit code of a run: the worst of its claims'. */
export function worstExitCode(codes: readonly ExitCode[]): ExitCode {
  return codes.reduce((worst, code) => (SEVERITY.indexOf(code) > SEVERITY.indexOf(worst) ? code : worst), 0);
}

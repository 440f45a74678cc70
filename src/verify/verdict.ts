import type { Stored } from './storage/stored.js';
import type { VERDICT_SCHEMA } from './storage/verdict-schema.js';

export const VERDICT_WORDS = [
  'HOLDS',
  'REFUTED',
  'INCONCLUSIVE',
  'VACUOUS',
  'NOT APPLICABLE',
  'SKIPPED',
  'UNSTABLE',
  'ERROR',
] as const;

/** The word of a verdict. */
export type VerdictWord = (typeof VERDICT_WORDS)[number];

/** The verdict on a claim. Verdicts are data, not exceptions. */
export type Verdict = Stored<typeof VERDICT_SCHEMA>;

/** 0 as expected, 1 a contrary verdict, 2 undecided, 3 ERROR. */
export type ExitCode = 0 | 1 | 2 | 3;

/** The exit code for the verdict on one claim. */
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

/**
 * The exit codes from best to worst. An undecided claim may still come out as expected, a contrary one will not, and an ERROR may
 * hide anything.
 */
const SEVERITY: readonly ExitCode[] = [0, 2, 1, 3];

/** The exit code of a run: the worst of its claims' exit codes. */
export function worstExitCode(codes: readonly ExitCode[]): ExitCode {
  return codes.reduce((worst, code) => (SEVERITY.indexOf(code) > SEVERITY.indexOf(worst) ? code : worst), 0);
}

import { exitCodeOf } from '../../verify/verdict.js';
import type { ClaimReport } from './claim-schema.js';

/** A verdict compared with the expected one. */
export type Standing = 'as expected' | 'not applicable' | 'contrary' | 'undecided' | 'error';

const STANDINGS = ['as expected', 'contrary', 'undecided', 'error'] as const; // by exit code

/** Compares a verdict with the expected one, which is REFUTED for a control. */
export function standingOf({ verdict, expected }: Pick<ClaimReport, 'verdict' | 'expected'>): Standing {
  return verdict.word === 'NOT APPLICABLE' ? 'not applicable' : STANDINGS[exitCodeOf(verdict.word, expected)];
}

import { exitCodeOf } from '../../verify/verdict.js';
import type { ClaimReport } from './claim-schema.js';

/** How a verdict stands to what its claim expects. */
export type Standing = 'as expected' | 'not applicable' | 'contrary' | 'undecided' | 'error';

const STANDINGS = ['as expected', 'contrary', 'undecided', 'error'] as const; // by exit code

/** How a verdict stands to what is expected: a control that is REFUTED is as it should be. */
export function standingOf({ verdict, expected }: Pick<ClaimReport, 'verdict' | 'expected'>): Standing {
  return verdict.word === 'NOT APPLICABLE' ? 'not applicable' : STANDINGS[exitCodeOf(verdict.word, expected)];
}

import * as v from 'valibot';
import { COUNT } from '../../verify/storage/number-schemas.js';
import { exitCodeOf, worstExitCode, type VerdictWord } from '../../verify/verdict.js';
import type { ClaimReport } from './claim-schema.js';

/** The number of claims with each verdict, the number as expected, and the exit code. Skipped claims are not counted. */
export const SUMMARY_SCHEMA = v.strictObject({
  verdicts: v.strictObject({
    HOLDS: COUNT,
    REFUTED: COUNT,
    INCONCLUSIVE: COUNT,
    VACUOUS: COUNT,
    'NOT APPLICABLE': COUNT,
    UNSTABLE: COUNT,
    ERROR: COUNT,
  }),
  asExpected: COUNT,
  exitCode: v.picklist([0, 1, 2, 3]),
});

/** The result of a run in numbers. */
export type Summary = v.InferOutput<typeof SUMMARY_SCHEMA>;

interface Judged {
  readonly verdict: { readonly word: VerdictWord };
  readonly expected: ClaimReport['expected'];
}

/** Summarizes claims, on random tables and on the given one. */
export function summaryOf(claims: readonly Judged[]): Summary {
  const codes = claims.filter(wasAsked).map(({ verdict, expected }) => exitCodeOf(verdict.word, expected));
  const count = (word: VerdictWord) => claims.filter(({ verdict }) => verdict.word === word).length;
  return {
    verdicts: {
      HOLDS: count('HOLDS'),
      REFUTED: count('REFUTED'),
      INCONCLUSIVE: count('INCONCLUSIVE'),
      VACUOUS: count('VACUOUS'),
      'NOT APPLICABLE': count('NOT APPLICABLE'),
      UNSTABLE: count('UNSTABLE'),
      ERROR: count('ERROR'),
    },
    asExpected: codes.filter((code) => code === 0).length,
    exitCode: worstExitCode(codes),
  };
}

/** False of a claim that the budget or the selection left out. */
export function wasAsked({ verdict }: Pick<Judged, 'verdict'>): boolean {
  return verdict.word !== 'SKIPPED';
}

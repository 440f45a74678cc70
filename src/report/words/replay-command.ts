import { foundCases, replayOf } from '../data/found-cases.js';
import type { ClaimReport } from '../data/schema.js';

/**
 * The command that evaluates again what a verdict rests on, to be called in the folder of the report; null where no case was kept.
 *
 * @param given - whether the claim was held to the given table
 */
export function replayCommand(claim: ClaimReport, given: boolean): string | null {
  const role = claim.verdict.word === 'ERROR' ? 'error' : (foundCases(claim.verdict)[0]?.role ?? null);
  return role === null ? null : replayOf(claim, given, role);
}

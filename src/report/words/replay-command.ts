import { foundCases, type CaseRole } from '../../verify/found-cases.js';
import { counterexampleName } from '../../verify/storage/counterexample-file.js';
import type { ClaimReport } from '../data/claim-schema.js';

/** Where a replay command is to be run. */
export const REPLAY_PLACE = 'In the folder of the report';

/**
 * The command that replays the case a verdict rests on, to be run in the folder of the report; null where no case was kept.
 *
 * @param given - true for a claim on the given table
 */
export function replayCommand(claim: ClaimReport, given: boolean): string | null {
  const role = claim.verdict.word === 'ERROR' ? 'error' : (foundCases(claim.verdict)[0]?.role ?? null);
  return role === null ? null : replayOf(claim, given, role);
}

/** The command that replays a case of the report, to be run in the folder of the report. */
export function replayOf({ id }: Pick<ClaimReport, 'id'>, given: boolean, role: CaseRole): string {
  return `ic-recall replay counterexamples/${counterexampleName({ id, given, role })}`;
}

import type { Verdict } from '../../verify/verdict.js';
import type { ClaimReport } from '../data/claim-schema.js';
import { missOf } from './case-words.js';
import { evidenceLine } from './evidence-line.js';
import { replayCommand, REPLAY_PLACE } from './replay-command.js';
import { shortText } from './short-text.js';

/** A verdict and its evidence in one line of plain text. */
export function verdictLine(claim: ClaimReport): string {
  const { verdict, expected, asExpected } = claim;
  const wanted = asExpected ? '' : `, expected ${expected}`;
  return `${verdict.word}${wanted}: ${shortText(evidenceLine(claim), LONGEST)}`;
}

export function stoppedSentence({ stopped }: Pick<Verdict, 'stopped'>, most = LONGEST): string {
  return `Stopped because ${shortText(stopped, most)}.`;
}

/**
 * Explains a verdict in lines of plain text: the evidence, the statement, why the evaluation stopped, the case to look at, and the
 * command that replays it.
 *
 * @param given - true for a claim on the given table
 */
export function explainVerdict(claim: ClaimReport, given: boolean): string[] {
  const { statement, verdict } = claim;
  const replay = replayCommand(claim, given);
  return [
    verdictLine(claim),
    `Claimed: ${statement}`,
    stoppedSentence(verdict),
    ...caseLines(verdict),
    ...(replay === null ? [] : [replaySentence(replay)]),
  ];
}

/** A replay command with the folder to run it in. */
export function replaySentence(command: string): string {
  return `${REPLAY_PLACE}: ${command}`;
}

/** The most characters of a line: names in a fact table may have up to 10,000. */
const LONGEST = 600;

function caseLines(verdict: Verdict): string[] {
  const found = shownCase(verdict);
  return found === null ? [] : [`Case: ${shortText(found.description, LONGEST)}; ${missOf(found)}.`];
}

/** The case that the replay command replays; for errors and witnesses the evidence already describes it. */
function shownCase(verdict: Verdict) {
  if ('counterexample' in verdict) return verdict.counterexample;
  return 'hunt' in verdict ? (verdict.hunt.found ?? verdict.estimate.worst) : null;
}

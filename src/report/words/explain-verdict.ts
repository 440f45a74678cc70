import type { Verdict } from '../../verify/verdict.js';
import type { ClaimReport } from '../data/claim-schema.js';
import { missOf } from './case-words.js';
import { evidenceLine } from './evidence-line.js';
import { replayCommand } from './replay-command.js';
import { shortText } from './short-text.js';

/** A verdict and its evidence in one line of plain text. */
export function verdictLine(claim: ClaimReport): string {
  const { verdict, expected, asExpected } = claim;
  const wanted = asExpected ? '' : `, expected ${expected}`;
  return `${verdict.word}${wanted}: ${shortText(evidenceLine(claim), LONGEST)}`;
}

/** Why an evaluation stopped. */
export function stoppedSentence({ stopped }: Pick<Verdict, 'stopped'>, most = LONGEST): string {
  return `Stopped because ${shortText(stopped, most)}.`;
}

/**
 * Why a verdict is what it is, in lines of plain text: the evidence, what is claimed, why the evaluation stopped, the case to look at, and
 * how to evaluate it again.
 *
 * @param given - whether the claim was held to the given table
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

/** Where a replay command is called. */
export function replaySentence(command: string): string {
  return `In the folder of the report: ${command}`;
}

/** Names of a fact table have up to 10,000 characters; a line that people read has not. */
const LONGEST = 600;

function caseLines(verdict: Verdict): string[] {
  const found = shownCase(verdict);
  return found === null ? [] : [`Case: ${shortText(found.description, LONGEST)}; ${missOf(found)}.`];
}

/** The case that the replay command is about; errors and witnesses are told by their evidence. */
function shownCase(verdict: Verdict) {
  if ('counterexample' in verdict) return verdict.counterexample;
  return 'hunt' in verdict ? (verdict.hunt.found ?? verdict.estimate.worst) : null;
}

import { askedClaims } from '../data/placed-claims.js';
import type { Report } from '../data/schema.js';
import { plural } from './numbers.js';
import { say, type Sentence } from './sentence.js';

/** How many claims got each verdict. */
export function tallyLine({ verdicts }: Report['summary']): string {
  const met = Object.entries(verdicts).filter(([, number]) => number > 0);
  const total = met.reduce((sum, [, number]) => sum + number, 0);
  const words = met.map(([word, number]) => `${number} ${word}`).join(', ');
  return `${total} ${plural(total, 'verdict')}${words === '' ? '' : `: ${words}`}`;
}

/** Whether a run came out as expected. */
export function expectationSentence(report: Pick<Report, 'claims' | 'table'>): Sentence {
  const asked = askedClaims(report);
  const applicable = asked.filter(({ claim }) => claim.verdict.word !== 'NOT APPLICABLE');
  const contrary = asked.filter(({ claim }) => !claim.asExpected).length;
  if (asked.length === 0) return ['Nothing was asked: every claim of this run is skipped.'];
  if (applicable.length === 0) return ['Nothing was decided: no claim applies.'];
  if (applicable.length === 1 && contrary === 0) return ['The one applicable claim came out as expected.'];
  const decided = { rule: 'decided', value: applicable.length } as const;
  return contrary === 0
    ? say`All ${decided} applicable claims came out as expected.`
    : say`${{ rule: 'contrary', value: contrary }} of ${decided} applicable ${plural(applicable.length, 'claim')} did not come out as expected.`;
}

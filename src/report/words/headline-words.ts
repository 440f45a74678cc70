import { askedClaims } from '../data/placed-claims.js';
import type { ClaimReport } from '../data/claim-schema.js';
import { standingOf } from '../data/standing.js';
import type { Report } from '../data/schema.js';
import { plural } from './numbers.js';
import { plain, say, type Sentence } from './sentence.js';

/** How many claims got each verdict. */
export function tallyLine({ verdicts }: Report['summary']): string {
  const met = Object.entries(verdicts).filter(([, number]) => number > 0);
  const total = met.reduce((sum, [, number]) => sum + number, 0);
  const words = met.map(([word, number]) => `${number} ${word}`).join(', ');
  return `${total} ${plural(total, 'verdict')}${words === '' ? '' : `: ${words}`}`;
}

/** Whether a run came out as expected. */
export function expectationSentence(report: Pick<Report, 'claims' | 'table'>): Sentence {
  const { asked, decided } = outcomeOf(report);
  const contrary = asked.filter(({ asExpected }) => !asExpected).length;
  const [first, ...rest] = contrary === 0 ? metWords(asked, decided) : contraryWords(contrary, decided.length);
  return say`${typeof first === 'string' ? first.slice(0, 1).toUpperCase() + first.slice(1) : first}${rest}.`;
}

/** What a run came to, with the claims that are not as expected. Claims that do not apply are not counted as decided. */
export function outcomeLine(report: Pick<Report, 'claims' | 'table'>): string {
  const { asked, decided } = outcomeOf(report);
  const open = decided.filter(isUndecided);
  const contrary = decided.filter((claim) => !claim.asExpected && !isUndecided(claim));
  const ids = (claims: readonly ClaimReport[]) => claims.map(({ id }) => id).join(', ');
  const beside = [
    ...(open.length === 0 ? [] : [`${open.length} undecided: ${ids(open)}`]),
    ...(decided.length === 0 || asked.length === decided.length ? [] : [`${asked.length - decided.length} not applicable`]),
  ];
  const outcome = (): string => {
    if (contrary.length > 0) {
      return `${plain(contraryWords(contrary.length + open.length, decided.length))}: ${ids(contrary)}`;
    }
    if (open.length === 0) return plain(metWords(asked, decided));
    const others = decided.length - open.length;
    if (others === 0) return 'nothing was decided';
    return others === 1 ? 'the other verdict is as expected' : `all ${others} other verdicts are as expected`;
  };
  return [outcome(), ...beside].join(', ');
}

/** True for a claim that was evaluated, and could not be decided. */
export function isUndecided({ verdict, expected }: Pick<ClaimReport, 'verdict' | 'expected'>): boolean {
  return standingOf({ verdict, expected }) === 'undecided';
}

/** The claims that were asked for, and those of them that apply. */
function outcomeOf(report: Pick<Report, 'claims' | 'table'>) {
  const asked = askedClaims(report).map(({ claim }) => claim);
  return { asked, decided: asked.filter(({ verdict }) => verdict.word !== 'NOT APPLICABLE') };
}

/** Said where every claim that applies is as expected. */
function metWords(asked: readonly ClaimReport[], decided: readonly ClaimReport[]): Sentence {
  if (asked.length === 0) return ['nothing was asked: every claim of this run is skipped'];
  if (decided.length === 0) return ['nothing was decided: no claim applies'];
  if (decided.length === 1) return ['the verdict is as expected'];
  return say`all ${{ rule: 'decided', value: decided.length }} verdicts are as expected`;
}

/** Said where verdicts are not as expected, undecided ones among them. */
function contraryWords(contrary: number, decided: number): Sentence {
  return say`${{ rule: 'contrary', value: contrary }} of ${{ rule: 'decided', value: decided }} ${plural(decided, 'verdict')} ${contrary === 1 ? 'is' : 'are'} not as expected`;
}

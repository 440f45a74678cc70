import type { ClaimReport } from '../data/claim-schema.js';
import { percentAtLeast, percentAtMost } from './numbers.js';
import { say, stored, type Sentence } from './sentence.js';

type Planned = NonNullable<ClaimReport['planned']>;

/** What a claim's plan could tell. */
export function planSentence(kind: ClaimReport['kind'], planned: Planned): Sentence {
  const cases = stored(planned, 'cases', 'count');
  const hunted = say`; ${stored(planned, 'hunted', 'count')} hunted`;
  if (kind === 'existence') return say`at most ${cases} cases searched for a witness${hunted}`;
  const chance = say`with a chance of ${stored(planned, 'power', 'percent')}`;
  const refuting = stored(planned, 'refutes', 'percentAtMost');
  if (kind === 'universal') {
    return say`${cases} cases, none of which may violate it: enough to meet a violation, ${chance}, where the true rate is ${refuting} or more${hunted}`;
  }
  const toHold =
    planned.holds === null
      ? 'too few to find it to hold'
      : say`enough to find a true violation rate up to ${stored(planned, 'holds', 'percentAtLeast')} to hold`;
  const toRefute = planned.refutes === null ? 'too few to refute it' : say`enough to refute a true one from ${refuting} on`;
  return say`at most ${cases} cases: ${toHold}, ${toRefute}, each ${chance}${hunted}`;
}

/** Which rates a plan can tell, in a few words, for a table whose head has the cases and the chance. */
export function reachWords(kind: ClaimReport['kind'], { holds, refutes }: Pick<Planned, 'holds' | 'refutes'>): string {
  switch (kind) {
    case 'scaling':
      return 'how it grows over the sizes of its domain';
    case 'existence':
      return 'a witness, if it meets one';
    case 'universal':
      return `meets a violation from a rate of ${percentAtMost(refutes ?? 1)} on`;
    case 'rate': {
      const toHold = holds === null ? 'finds no rate to hold' : `holds up to a rate of ${percentAtLeast(holds)}`;
      return `${toHold}, ${refutes === null ? 'refutes none' : `refuted from ${percentAtMost(refutes)} on`}`;
    }
  }
}

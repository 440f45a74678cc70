import type { ClaimReport } from '../data/claim-schema.js';
import { percentAtLeast, percentAtMost } from './numbers.js';
import { counted, say, stored, type Sentence } from './sentence.js';

type Planned = NonNullable<ClaimReport['planned']>;

/** Which violation rates a claim's plan can tell from the tolerance. */
export function planSentence(kind: ClaimReport['kind'], planned: Planned): Sentence {
  const cases = counted(planned, 'cases', 'case');
  const hunted = say`; ${stored(planned, 'hunted', 'count')} more in the hunt`;
  if (kind === 'existence') return say`at most ${cases} are searched for a witness${hunted}`;
  const chance = say`with a chance of ${stored(planned, 'power', 'percent')}`;
  const refuting = stored(planned, 'refutes', 'percentAtMost');
  if (kind === 'universal') {
    return say`${cases}, none of which may violate it: enough to find a violation, ${chance}, if the true rate is ${refuting} or more${hunted}`;
  }
  const toHold =
    planned.holds === null
      ? 'too few to find that it holds'
      : say`enough to find that it holds if the true violation rate is ${stored(planned, 'holds', 'percentAtLeast')} or less`;
  const toRefute =
    planned.refutes === null
      ? 'too few to refute it'
      : say`enough to refute it if ${planned.holds === null ? 'the true violation rate' : 'that rate'} is ${refuting} or more`;
  const each = planned.holds === null || planned.refutes === null ? '' : 'each ';
  return say`at most ${cases}: ${toHold}, ${toRefute}, ${each}${chance}${hunted}`;
}

/**
 * Which rates a plan can tell from the tolerance, in a few words: the head of the table gives the cases and the chance.
 *
 * @param reach - null when every case of a finite domain is evaluated
 */
export function reachWords(kind: ClaimReport['kind'], reach: Pick<Planned, 'holds' | 'refutes'> | null): string {
  if (kind === 'scaling') return 'how it grows over the sizes of its domain';
  if (reach === null) return 'every case of a finite domain';
  const { holds, refutes } = reach;
  switch (kind) {
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

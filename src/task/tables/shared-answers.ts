import type { RandomStream } from '../../random/random-stream.js';
import type { Fact } from '../knowledge-base.js';
import { drawPerfectMatching } from './perfect-matching.js';
import { StoredTable } from './stored-table.js';

// S subjects, R relations, A answers, c subjects that share an answer.

/** The largest c for which `drawSharedAnswers` has a table: R + c − 2 ≤ S/2. */
export function mostSharers(subjects: number, relations: number): number {
  return Math.floor(subjects / 2) - relations + 2;
}

/**
 * Draws a table that is total, unambiguous and onto, but not injective. Every relation gives one answer to c subjects, its *hub*,
 * and every other answer to one subject, so that A = S − c + 1. No two relations have the same hub.
 *
 * Each row is a random perfect matching of the S subjects to c places of the hub and one place of every other answer, such that no
 * subject gets an answer again. One exists: before row r (counted from 0) a subject has r answers, at most one of them the hub, so
 * at most r + c − 1 places are closed to it; an answer was given to at most r − 1 + c subjects. With r ≤ R − 1 and R + c − 2 ≤ S/2
 * every member of either side has at least S/2 allowed partners, and such a bipartite graph has a perfect matching (Hall).
 *
 * @param sharers - c, 2 … `mostSharers`
 * @throws RangeError when c is outside that range
 */
export function drawSharedAnswers(subjects: number, relations: number, sharers: number, random: RandomStream): StoredTable {
  const most = mostSharers(subjects, relations);
  if (!(Number.isInteger(sharers) && sharers >= 2 && sharers <= most)) {
    throw new RangeError(
      `a table of S = ${subjects}, R = ${relations} needs 2 … ${most} subjects that share a hub, not ${sharers}`,
    );
  }
  const answers = subjects - sharers + 1;
  const hubs = random.permutation(answers);
  const taken = new Uint8Array(subjects * answers); // taken[s·A + a] = 1 once some relation gave s the answer a
  const facts: Fact[] = [];
  for (let relation = 0; relation < relations; relation++) {
    const hub = hubs[relation];
    // Places 0 … A − 1 are the answers; the others are further places of the hub.
    const answerAt = (place: number) => (place < answers ? place : hub);
    const holder = drawPerfectMatching(subjects, (subject, place) => taken[subject * answers + answerAt(place)] === 0, random);
    holder.forEach((subject, place) => {
      taken[subject * answers + answerAt(place)] = 1;
      facts.push([subject, relation, answerAt(place)]);
    });
  }
  return new StoredTable({ subjects, relations, answers }, facts);
}

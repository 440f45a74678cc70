import type { RandomStream } from '../../random/random-stream.js';
import type { Fact } from '../knowledge-base.js';
import { drawPerfectMatching } from './perfect-matching.js';
import { StoredTable } from './stored-table.js';

// S subjects and S answers, R relations. A Latin table is an R × S Latin rectangle (spec/model.md §1).

/**
 * The families of Latin tables:
 * - `cyclic`: isotopes of the cyclic group Z_S: a*(s, r) = γ(α(s) + ρ(r) mod S);
 * - `elementary`: isotopes of Z₂^m, S = 2^m: a*(s, r) = γ(α(s) xor ρ(r)), with the most intercalates possible;
 * - `matchings`: each row is a random perfect matching of the subjects to answers that they do not have yet.
 */
export type LatinFamily = 'cyclic' | 'elementary' | 'matchings';

/** The families in the order of reports. */
export const LATIN_FAMILIES: readonly LatinFamily[] = ['cyclic', 'elementary', 'matchings'];

/** The families that have a table of S subjects: Z₂^m needs a power of two. */
export function familiesOfOrder(subjects: number): readonly LatinFamily[] {
  return isPowerOfTwo(subjects) ? LATIN_FAMILIES : LATIN_FAMILIES.filter((family) => family !== 'elementary');
}

/**
 * Draws a Latin table of a family. In the tables of groups, subjects, relations and answers are relabelled uniformly.
 *
 * @throws RangeError when R > S, or the family has no table of S subjects
 */
export function drawLatinTable(family: LatinFamily, subjects: number, relations: number, random: RandomStream): StoredTable {
  checkLatinSizes(family, subjects, relations);
  if (family === 'matchings') return fromRows(drawMatchingRows(subjects, relations, random));
  const alpha = random.permutation(subjects);
  const rho = random.permutation(subjects).subarray(0, relations);
  const gamma = random.permutation(subjects);
  return fromRows(
    Array.from(rho, (shift) => Int32Array.from(alpha, (element) => gamma[compose(family, element, shift, subjects)])),
  );
}

/**
 * The simplest table of a family, without relabelling: a*(s, r) = s + r mod S, or s xor r. Counterexamples shrink to it.
 *
 * @throws RangeError when R > S, or the family has no table of S subjects
 */
export function plainLatinTable(family: Exclude<LatinFamily, 'matchings'>, subjects: number, relations: number): StoredTable {
  checkLatinSizes(family, subjects, relations);
  return fromRows(
    Array.from({ length: relations }, (_, relation) =>
      Int32Array.from({ length: subjects }, (__, subject) => compose(family, subject, relation, subjects)),
    ),
  );
}

/**
 * Every normalized Latin table of these sizes, each once: those whose first relation is the identity. Every Latin table is one of
 * them after its answers are relabelled. Their number grows fast: 9 for S = 4, R = 2, and 44 for S = 5, R = 2.
 */
export function* normalizedLatinTables(subjects: number, relations: number): Generator<StoredTable> {
  checkLatinSizes('cyclic', subjects, relations);
  const identity = Int32Array.from({ length: subjects }, (_, subject) => subject);
  for (const rows of extensions([identity], relations)) yield fromRows(rows);
}

/** All ways to extend a Latin rectangle to R rows. */
function* extensions(rows: readonly Int32Array[], relations: number): Generator<readonly Int32Array[]> {
  if (rows.length === relations) yield rows;
  else for (const row of completions(rows, [])) yield* extensions([...rows, row], relations);
}

/** All ways to complete a row so that no answer occurs twice in it or in a column. */
function* completions(rows: readonly Int32Array[], row: readonly number[]): Generator<Int32Array> {
  const subject = row.length;
  const subjects = rows[0].length;
  if (subject === subjects) {
    yield Int32Array.from(row);
    return;
  }
  for (let answer = 0; answer < subjects; answer++) {
    if (row.includes(answer) || rows.some((other) => other[subject] === answer)) continue;
    yield* completions(rows, [...row, answer]);
  }
}

function compose(family: 'cyclic' | 'elementary', element: number, shift: number, subjects: number): number {
  return family === 'cyclic' ? (element + shift) % subjects : element ^ shift;
}

function checkLatinSizes(family: LatinFamily, subjects: number, relations: number): void {
  if (!(Number.isInteger(subjects) && subjects >= 1 && Number.isInteger(relations) && relations >= 1)) {
    throw new RangeError(`a Latin table needs whole numbers S, R ≥ 1, not S = ${subjects}, R = ${relations}`);
  }
  if (relations > subjects) {
    throw new RangeError(
      `a Latin table has R ≤ S, not R = ${relations} > S = ${subjects}: some pair would belong to two relations`,
    );
  }
  if (family === 'elementary' && !isPowerOfTwo(subjects)) {
    throw new RangeError(`the family Z₂^m needs S to be a power of two, not ${subjects}`);
  }
}

function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(Math.log2(value));
}

function fromRows(rows: readonly Int32Array[]): StoredTable {
  const subjects = rows[0].length;
  const facts = rows.flatMap((row, relation) => Array.from(row, (answer, subject): Fact => [subject, relation, answer]));
  return new StoredTable({ subjects, relations: rows.length, answers: subjects }, facts);
}

/**
 * Draws R rows, each a random perfect matching of the S subjects to answers that no earlier row gave them.
 *
 * A row always exists: after r rows the graph "answer still free for subject" is (S − r)-regular, and a regular bipartite
 * graph has a perfect matching (Hall). The draw is not uniform over Latin rectangles. This is the family without a group behind it.
 */
function drawMatchingRows(subjects: number, relations: number, random: RandomStream): Int32Array[] {
  const taken = new Uint8Array(subjects * subjects); // taken[s·S + a] = 1 once some row gave s the answer a
  return Array.from({ length: relations }, () => {
    const holder = drawPerfectMatching(subjects, (subject, answer) => taken[subject * subjects + answer] === 0, random);
    const row = new Int32Array(subjects);
    for (let answer = 0; answer < subjects; answer++) row[holder[answer]] = answer;
    for (let subject = 0; subject < subjects; subject++) taken[subject * subjects + row[subject]] = 1;
    return row;
  });
}

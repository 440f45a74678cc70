import type { RandomStream } from '../../random/random-stream.js';
import { violationsOf } from '../assumptions.js';
import { factsOf, type Fact } from '../knowledge-base.js';
import { drawBijectiveTable } from './random-tables.js';
import { StoredTable } from './stored-table.js';

/**
 * A table that is total, injective and onto, and ambiguous: every relation an independent uniform bijection; where none of its pairs is
 * ambiguous (e⁻¹ of the tables of two relations), two answers of the last relation change places so that one is.
 *
 * @param relations - R ≥ 2: with one relation no pair is ambiguous
 */
export function drawAmbiguousTable(subjects: number, relations: number, random: RandomStream): StoredTable {
  if (relations < 2) throw new RangeError(`an ambiguous pair takes two relations, and there is ${relations}`);
  const table = drawBijectiveTable(subjects, relations, random);
  if (violationsOf({ id: 'unambiguous' }, table).length > 0) return table;
  const last = relations - 1;
  const subject = random.integer(subjects);
  const [wanted, held] = [table.answerOf(subject, 0), table.answerOf(subject, last)];
  const moved = Array.from(factsOf(table), ([s, r, a]): Fact => {
    if (r !== last || (a !== wanted && a !== held)) return [s, r, a];
    return [s, r, a === wanted ? held : wanted];
  });
  return new StoredTable(table, moved);
}

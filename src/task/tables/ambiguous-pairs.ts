import type { RandomStream } from '../../random/random-stream.js';
import { violationsOf } from '../assumptions.js';
import { factsOf, type Fact } from '../knowledge-base.js';
import { drawBijectiveTable } from './random-tables.js';
import { StoredTable } from './stored-table.js';

/**
 * Draws a table that is total, injective, onto and not unambiguous. Every relation is an independent uniform bijection. If none of
 * the pairs is ambiguous (a share e⁻¹ of the tables with two relations), two answers of the last relation are swapped so that one
 * pair is.
 *
 * @param relations - R ≥ 2: with one relation no pair is ambiguous
 * @throws RangeError when R < 2
 */
export function drawAmbiguousTable(subjects: number, relations: number, random: RandomStream): StoredTable {
  if (relations < 2) throw new RangeError(`a table with an ambiguous pair needs R ≥ 2, not R = ${relations}`);
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

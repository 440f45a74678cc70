import type { RandomStream } from '../../random/random-stream.js';
import type { Fact } from '../knowledge-base.js';
import { StoredTable, type TableSizes } from './stored-table.js';

// S subjects, R relations, A answers.

/** Draws a table whose relations are independent uniform bijections of S subjects onto S answers. Pairs may be ambiguous. */
export function drawBijectiveTable(subjects: number, relations: number, random: RandomStream): StoredTable {
  const facts: Fact[] = [];
  for (let relation = 0; relation < relations; relation++) {
    random.permutation(subjects).forEach((answer, subject) => facts.push([subject, relation, answer]));
  }
  return new StoredTable({ subjects, relations, answers: subjects }, facts);
}

/** Draws a total table: every (s, r) gets an independent uniform answer. */
export function drawFunctionalTable(sizes: TableSizes, random: RandomStream): StoredTable {
  return drawPartialTable(sizes, 1, random);
}

/** Draws a partial table: each (s, r) is stored with probability `density`, with an independent uniform answer. */
export function drawPartialTable(sizes: TableSizes, density: number, random: RandomStream): StoredTable {
  const facts: Fact[] = [];
  for (let subject = 0; subject < sizes.subjects; subject++) {
    for (let relation = 0; relation < sizes.relations; relation++) {
      const answer = random.integer(sizes.answers);
      if (density >= 1 || random.uniform() < density) facts.push([subject, relation, answer]);
    }
  }
  return new StoredTable(sizes, facts);
}

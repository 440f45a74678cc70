import { RandomStream } from '../../random/random-stream.js';
import { factsOf, type Fact, type KnowledgeBase } from '../knowledge-base.js';
import { StoredTable } from './stored-table.js';
import { tableHash } from '../table-hash.js';

/**
 * The table with the answers of max(2, 1 %) of its facts permuted, so that each of these answers changes. Facts with distinct
 * answers are picked at random, and each gets the answer of the next. The picks depend only on the table, so that a case need not
 * store them. A table with a single answer stays the same.
 */
export function permuteAnswers(knowledge: KnowledgeBase): StoredTable {
  const facts = [...factsOf(knowledge)];
  const wanted = Math.max(2, Math.ceil(facts.length / 100));
  const picked: number[] = [];
  const answers = new Set<number>();
  for (const index of RandomStream.of(0, 'permuted answers', tableHash(knowledge)).permutation(facts.length)) {
    const answer = facts[index][2];
    if (picked.length === wanted || answers.has(answer)) continue;
    answers.add(answer);
    picked.push(index);
  }
  const moved = facts.slice();
  picked.forEach((index, i) => {
    const [subject, relation] = facts[index];
    moved[index] = [subject, relation, facts[picked[(i + 1) % picked.length]][2]] satisfies Fact;
  });
  return new StoredTable(knowledge, moved);
}

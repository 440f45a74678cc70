import { RandomStream } from '../../random/random-stream.js';
import { factsOf, type Fact, type KnowledgeBase } from '../knowledge-base.js';
import { StoredTable } from './stored-table.js';
import { tableHash } from '../table-hash.js';

/**
 * The table with max(2, 1 %) of its answers permuted so that every one of them changes: facts are picked at random, each with an answer
 * that none before it had, and the answers move one fact on. Which facts follows from the table, so that a case says all of itself.
 * A table with a single answer stays as it is.
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

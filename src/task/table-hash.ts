import { createHash } from 'node:crypto';
import { factsOf, type KnowledgeBase } from './knowledge-base.js';

/** The SHA-256 of a table's sizes and facts in order. Two tables with the same hash store the same facts. */
export function tableHash(knowledge: KnowledgeBase): string {
  const { subjects, relations, answers } = knowledge;
  const hash = createHash('sha256').update(JSON.stringify([subjects, relations, answers]));
  for (const fact of factsOf(knowledge)) hash.update(JSON.stringify(fact));
  return hash.digest('hex');
}

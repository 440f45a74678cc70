import { createHash } from 'node:crypto';
import { factsOf, type KnowledgeBase } from './knowledge-base.js';

/** SHA-256 of a knowledge base by value: its sizes and its facts in order. Two tables with one hash store the same. */
export function tableHash(knowledge: KnowledgeBase): string {
  const { subjects, relations, answers } = knowledge;
  const hash = createHash('sha256').update(JSON.stringify([subjects, relations, answers]));
  for (const fact of factsOf(knowledge)) hash.update(JSON.stringify(fact));
  return hash.digest('hex');
}

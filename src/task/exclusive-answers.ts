import type { KnowledgeBase } from './knowledge-base.js';

/** The number of answers that exactly one relation uses. Each of them alone identifies the relation of a prompt. */
export function exclusiveAnswers(knowledge: KnowledgeBase): number {
  let exclusive = 0;
  for (let answer = 0; answer < knowledge.answers; answer++) {
    let users = 0;
    for (let relation = 0; relation < knowledge.relations; relation++) {
      if (knowledge.sharersOf(relation, answer) > 0) users++;
    }
    if (users === 1) exclusive++;
  }
  return exclusive;
}

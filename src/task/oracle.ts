import { NO_ANSWER, type KnowledgeBase } from './knowledge-base.js';
import type { Pair } from './prompt.js';

/** A relation that is consistent with a context, and the answer for the query that follows from it. */
export interface Reading {
  readonly relation: number;
  /** a*(s_q, r), or null where r stores nothing for the query. */
  readonly answer: number | null;
}

/**
 * The symbolic oracle: every relation that stores all pairs of a context, and the answer for the query that follows from each. It
 * uses no attention and no arithmetic: this is what a perfect reader of the table could conclude.
 */
export function readingsOf(knowledge: KnowledgeBase, context: readonly Pair[], query: number): Reading[] {
  const readings: Reading[] = [];
  for (let relation = 0; relation < knowledge.relations; relation++) {
    if (context.every(([subject, answer]) => knowledge.answerOf(subject, relation) === answer)) {
      const answer = knowledge.answerOf(query, relation);
      readings.push({ relation, answer: answer === NO_ANSWER ? null : answer });
    }
  }
  return readings;
}

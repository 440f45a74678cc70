import type { Json } from '../../src/verify/experiment.js';
import { factsOf, type KnowledgeBase } from '../../src/task/knowledge-base.js';
import type { Prompt } from '../../src/task/prompt.js';

/** Encodes a table: its sizes and facts [s, r, a], as in vectors files (spec/model.md §8). */
export function encodeTable(knowledge: KnowledgeBase): Json {
  const { subjects, relations, answers } = knowledge;
  return { subjects, relations, answers, facts: [...factsOf(knowledge)] };
}

/** Encodes prompts, each as [r, s_1, …, s_k, s_q]; the answers follow from the table. */
export function encodePrompts(prompts: readonly Prompt[]): Json {
  return prompts.map(({ relation, context, query }) => [relation, ...context.map(([subject]) => subject), query]);
}

/** A table's sizes in words, as in "S = 8, R = 2, N = 16". */
export function describeTable({ subjects, relations, facts }: KnowledgeBase): string {
  return `S = ${subjects}, R = ${relations}, N = ${facts}`;
}

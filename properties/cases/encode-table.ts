import type { Json } from '../../src/verify/experiment.js';
import { factsOf, type KnowledgeBase } from '../../src/task/knowledge-base.js';
import type { Prompt } from '../../src/task/prompt.js';

/** A table by value: its sizes and facts [s, r, a], as in vectors files (spec/model.md §8). */
export function encodeTable(knowledge: KnowledgeBase): Json {
  const { subjects, relations, answers } = knowledge;
  return { subjects, relations, answers, facts: [...factsOf(knowledge)] };
}

/** Prompts by value: [r, s_1, …, s_k, s_q] each; the answers follow from the table. */
export function encodePrompts(prompts: readonly Prompt[]): Json {
  return prompts.map(({ relation, context, query }) => [relation, ...context.map(([subject]) => subject), query]);
}

/** A table in a few words. */
export function describeTable({ subjects, relations, facts }: KnowledgeBase): string {
  return `S = ${subjects}, R = ${relations}, N = ${facts}`;
}

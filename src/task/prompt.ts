import { NO_ANSWER, type KnowledgeBase } from './knowledge-base.js';

/** A context pair (s_i, a_i). */
export type Pair = readonly [subject: number, answer: number];

/** What a prompt shows: z = (s_1, a_1, …, s_k, a_k, s_q), spec/model.md §2. */
export interface Question {
  /** The k pairs. */
  readonly context: readonly Pair[];
  /** s_q. */
  readonly query: number;
}

/** A prompt with its target (r, a*(s_q, r)). */
export interface Prompt extends Question {
  /** The hidden relation r: the target of the relation step. */
  readonly relation: number;
  /** a*(s_q, r): the target of the answer step. */
  readonly answer: number;
}

/** n prompts with the same number of pairs. Per-prompt results are in the order of the prompts. */
export interface PromptBatch {
  /** k, the pairs of each prompt. */
  readonly pairs: number;
  /** The n prompts. */
  readonly prompts: readonly Prompt[];
}

/**
 * Makes a batch of prompts.
 *
 * @throws RangeError when there are no prompts, or they differ in their number of pairs
 */
export function batchOf(prompts: readonly Prompt[]): PromptBatch {
  if (prompts.length === 0) throw new RangeError('a batch needs at least one prompt');
  const pairs = prompts[0].context.length;
  const odd = prompts.findIndex((prompt) => prompt.context.length !== pairs);
  if (odd !== -1) {
    throw new RangeError(`prompt ${odd} has ${prompts[odd].context.length} pairs and prompt 0 has ${pairs}: a batch has one k`);
  }
  return { pairs, prompts };
}

/**
 * The prompt of a relation and some of its subjects.
 *
 * @param subjects - k + 1 subjects in dom r, the query last
 * @throws RangeError when a subject is not in dom r
 */
export function promptOf(knowledge: KnowledgeBase, relation: number, subjects: readonly number[]): Prompt {
  const answers = subjects.map((subject) => knowledge.answerOf(subject, relation));
  const missing = answers.indexOf(NO_ANSWER);
  if (missing !== -1) throw new RangeError(`subject ${subjects[missing]} is not in the domain of relation ${relation}`);
  const last = subjects.length - 1;
  return {
    context: subjects.slice(0, last).map((subject, i) => [subject, answers[i]]),
    query: subjects[last],
    relation,
    answer: answers[last],
  };
}

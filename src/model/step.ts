import type { KnowledgeBase } from '../task/knowledge-base.js';
import type { Prompt, Question } from '../task/prompt.js';
import { answerToken, relationToken, subjectToken } from './vocabulary.js';

/** The two decoding steps of spec/model.md §2: infer the relation, then retrieve the answer. */
export type Step = 'relation' | 'answer';

/** T: 2k + 1 tokens at the relation step, 2k + 2 at the answer step. */
export function stepLength(step: Step, pairs: number): number {
  return step === 'relation' ? 2 * pairs + 1 : 2 * pairs + 2;
}

/**
 * The tokens that a step reads (T): z = (s_1, a_1, …, s_k, a_k, s_q), followed at the answer step by the fed token.
 *
 * @param fed - vocabulary index of the token that the relation step emitted, or of the true r in training; given at the answer step
 *   only
 */
export function stepTokens(knowledge: KnowledgeBase, prompt: Question, fed?: number): Int32Array {
  const tokens = new Int32Array(2 * prompt.context.length + (fed === undefined ? 1 : 2)); // (T)
  prompt.context.forEach(([subject, answer], i) => {
    tokens[2 * i] = subjectToken(subject);
    tokens[2 * i + 1] = answerToken(knowledge, answer);
  });
  tokens[2 * prompt.context.length] = subjectToken(prompt.query);
  if (fed !== undefined) tokens[tokens.length - 1] = fed;
  return tokens;
}

/** The token that a step must emit: r at the relation step, a*(s_q, r) at the answer step. */
export function stepTarget(knowledge: KnowledgeBase, prompt: Prompt, step: Step): number {
  return step === 'relation' ? relationToken(knowledge, prompt.relation) : answerToken(knowledge, prompt.answer);
}

/** The names of a step's positions for display: s1, a1, …, s_q, and r at the answer step. */
export function positionNames(step: Step, pairs: number): string[] {
  const names = Array.from({ length: pairs }, (_, i) => [`s${i + 1}`, `a${i + 1}`]).flat();
  return step === 'relation' ? [...names, 's_q'] : [...names, 's_q', 'r'];
}

/** @throws RangeError unless θ has one attention logit for each position of the step */
export function checkTheta(theta: Float64Array, step: Step, pairs: number): void {
  const length = stepLength(step, pairs);
  if (theta.length !== length) {
    throw new RangeError(`θ has ${theta.length} attention logits where the ${step} step has T = ${length} positions`);
  }
}

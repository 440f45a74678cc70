import { softmax } from '../model/attention.js';
import { checkTheta, stepTokens } from '../model/step.js';
import type { KnowledgeBase } from '../task/knowledge-base.js';
import type { Question } from '../task/prompt.js';
import type { Mixture } from './engine.js';

/**
 * The mixture that the memory reads at a step: the tokens of the prompt, weighted by softmax(θ).
 *
 * @param theta - attention logits (T): 2k + 1 at the relation step, 2k + 2 at the answer step
 * @param fed - vocabulary index of the token fed after the prompt; given at the answer step only
 * @throws RangeError unless θ has one logit for each position
 */
export function stepMixture(knowledge: KnowledgeBase, prompt: Question, theta: Float64Array, fed?: number): Mixture {
  checkTheta(theta, fed === undefined ? 'relation' : 'answer', prompt.context.length);
  return { tokens: stepTokens(knowledge, prompt, fed), weights: softmax(theta) };
}

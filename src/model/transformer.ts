import type { KnowledgeBase } from '../task/knowledge-base.js';
import { DEFAULT_ACTIVATION, checkActivation, type Activation } from './memory.js';
import { vocabularySize } from './vocabulary.js';

/** Options of a transformer. The defaults are those of spec/model.md §3. */
export interface TransformerConfig {
  /** p, 2 by default. */
  readonly power?: number;
  /** b, 0 by default. */
  readonly bias?: number;
  /** β, 4 ln V by default. */
  readonly beta?: number;
}

/** One attention layer before the constructed memory of a knowledge base: everything but θ. */
export interface Transformer {
  readonly knowledge: KnowledgeBase;
  readonly activation: Activation;
  /** β, the scale of the logits. */
  readonly beta: number;
}

/** β = 4 ln V. */
export function defaultBeta(knowledge: KnowledgeBase): number {
  return 4 * Math.log(vocabularySize(knowledge));
}

/**
 * Builds the model that stores a knowledge base (spec/model.md §3).
 *
 * @throws RangeError when p < 1, b < 0, β ≤ 0, or one of them is not finite
 */
export function buildTransformer(knowledge: KnowledgeBase, config: TransformerConfig = {}): Transformer {
  const activation: Activation = {
    power: config.power ?? DEFAULT_ACTIVATION.power,
    bias: config.bias ?? DEFAULT_ACTIVATION.bias,
  };
  checkActivation(activation);
  const beta = config.beta ?? defaultBeta(knowledge);
  if (!(Number.isFinite(beta) && beta > 0)) throw new RangeError(`β must be positive and finite, not ${beta}`);
  return { knowledge, activation, beta };
}

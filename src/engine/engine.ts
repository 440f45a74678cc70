import type { Logits } from '../model/logits.js';
import type { Step } from '../model/step.js';
import type { Transformer } from '../model/transformer.js';
import type { KnowledgeBase } from '../task/knowledge-base.js';
import type { PromptBatch, Question } from '../task/prompt.js';

/** A convex mixture Σ_t w_t u_{v_t} of token embeddings: what the memory reads. A token may occur at several positions. */
export interface Mixture {
  /** v, vocabulary indices (T). */
  readonly tokens: Int32Array;
  /** w ≥ 0 (T). */
  readonly weights: Float64Array;
}

/** The mean loss of one step over a batch, and its gradient. */
export interface StepGradient {
  /** Cross-entropy in nats, mean over the n prompts. */
  readonly loss: number;
  /** d loss / dθ (T). */
  readonly gradient: Float64Array;
}

/** A batch prepared for training, which needs its gradient at every step. */
export interface CompiledBatch {
  /** n. */
  readonly size: number;
  /** Loss and gradient of one step at θ (T). The true relation is fed at the answer step (teacher forcing). */
  gradient(step: Step, theta: Float64Array): StepGradient;
}

/** An evaluator of one transformer (spec/model.md §3 and §4). Engines differ in arithmetic, never in meaning. */
export interface Engine {
  readonly name: EngineName | 'mlp' | 'embedded';
  /** The floating-point type it computes in, which limits its accuracy. */
  readonly precision: Precision;
  /** The model it evaluates. Engines of a constructed memory expose the whole transformer here. */
  readonly model: { readonly knowledge: KnowledgeBase };
  /** The logits (V) of the memory read at a mixture. */
  read(mixture: Mixture): Logits;
  /**
   * The logits (V) of one step of a prompt.
   *
   * @param theta - attention logits (T): 2k + 1 at the relation step, 2k + 2 at the answer step
   * @param fed - vocabulary index of the token fed after the prompt; given at the answer step only
   */
  logits(prompt: Question, theta: Float64Array, fed?: number): Logits;
  /** Prepares a batch for repeated gradients. */
  compile(batch: PromptBatch): CompiledBatch;
}

export type Precision = 'float64' | 'float32';

/** Opens an engine on a model. */
export type OpenEngine = (model: Transformer) => Engine;

/** The engines of a constructed memory with orthonormal embeddings: those that a user can choose from. */
export const ENGINE_NAMES = ['sparse', 'reference', 'tensor'] as const;

export type EngineName = (typeof ENGINE_NAMES)[number];

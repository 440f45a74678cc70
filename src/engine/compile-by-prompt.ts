import type { AttentionRule } from '../model/attention.js';
import { checkTheta, stepTarget, stepTokens } from '../model/step.js';
import { relationToken } from '../model/vocabulary.js';
import type { PromptBatch } from '../task/prompt.js';
import type { CompiledBatch, Engine, Mixture } from './engine.js';

// T positions of a step.

/** The loss of one reading of the memory, and its derivative in every weight of the mixture. */
export interface MixtureSlopes {
  /** Cross-entropy of the target in nats. */
  readonly loss: number;
  /** g_t = d loss / dw_t (T), spec/model.md §4. */
  readonly slopes: Float64Array;
}

/** An engine that can differentiate a single reading. */
interface SlopingEngine extends Engine {
  slopes(mixture: Mixture, target: number): MixtureSlopes;
}

/**
 * Compiles a batch for engines that have nothing to prepare: each prompt is read by itself. All prompts share one attention row, so
 * their slopes are averaged before they pass back through the softmax.
 */
export function compileByPrompt(engine: SlopingEngine, batch: PromptBatch, rule: AttentionRule): CompiledBatch {
  const { knowledge } = engine.model;
  const count = batch.prompts.length;
  return {
    size: count,
    gradient: (step, theta) => {
      checkTheta(theta, step, batch.pairs);
      const weights = rule.attend(theta); // p (T)
      const upstream = new Float64Array(theta.length); // mean g (T)
      let loss = 0;
      for (const prompt of batch.prompts) {
        const fed = step === 'answer' ? relationToken(knowledge, prompt.relation) : undefined;
        const tokens = stepTokens(knowledge, prompt, fed);
        const reading = engine.slopes({ tokens, weights }, stepTarget(knowledge, prompt, step));
        loss += reading.loss / count;
        reading.slopes.forEach((slope, t) => (upstream[t] += slope / count));
      }
      return { loss, gradient: rule.backward(weights, upstream) };
    },
  };
}

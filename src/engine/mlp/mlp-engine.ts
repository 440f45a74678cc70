import { SOFTMAX, type AttentionRule } from '../../model/attention.js';
import { crossEntropy } from '../../model/cross-entropy.js';
import { DenseLogits, type Logits } from '../../model/logits.js';
import type { MlpMemory } from '../../model/mlp-memory.js';
import { vocabularySize } from '../../model/vocabulary.js';
import type { KnowledgeBase } from '../../task/knowledge-base.js';
import type { PromptBatch, Question } from '../../task/prompt.js';
import { compileByPrompt, type MixtureSlopes } from '../compile-by-prompt.js';
import { stepMixture } from '../step-mixture.js';
import type { CompiledBatch, Engine, Mixture } from '../engine.js';

// V tokens, m hidden units, T positions of a step, n prompts. float64 arithmetic on the float32 weights that were learned.

/** Evaluates attention before a frozen MLP memory. */
export class MlpEngine implements Engine {
  readonly name = 'mlp';
  readonly precision = 'float64';
  readonly model: { readonly knowledge: KnowledgeBase };
  private readonly size: number;

  /** @throws RangeError when the memory's weights do not have the shapes that the table needs */
  constructor(
    knowledge: KnowledgeBase,
    private readonly memory: MlpMemory,
  ) {
    this.model = { knowledge };
    this.size = vocabularySize(knowledge);
    const { width, input, inputBias, output, outputBias } = memory;
    const wanted = [this.size * width, width, width * this.size, this.size];
    const lengths = [input, inputBias, output, outputBias].map((weights) => weights.length);
    if (lengths.some((length, i) => length !== wanted[i])) {
      throw new RangeError(
        `a memory of width ${width} for V = ${this.size} has ${wanted.join(', ')} weights, not ${lengths.join(', ')}`,
      );
    }
  }

  read(mixture: Mixture): Logits {
    return new DenseLogits(this.forward(mixture).logits);
  }

  logits(prompt: Question, theta: Float64Array, fed?: number): Logits {
    return this.read(stepMixture(this.model.knowledge, prompt, theta, fed));
  }

  /** The cross-entropy of a target token when the memory is read at a mixture, with its slopes in the weights. */
  slopes(mixture: Mixture, target: number): MixtureSlopes {
    const { width, input, output } = this.memory;
    const { hidden, logits } = this.forward(mixture);
    const { loss, toLogits } = crossEntropy(logits, target);
    const toHidden = new Float64Array(width); // d loss / dh (m)
    for (let j = 0; j < width; j++) {
      const slope = this.slope(hidden[j]);
      if (slope === 0) continue;
      let sum = 0;
      for (let v = 0; v < this.size; v++) sum += output[j * this.size + v] * toLogits[v];
      toHidden[j] = sum * slope;
    }
    const slopes = Float64Array.from(mixture.tokens, (token) => {
      let sum = 0;
      for (let j = 0; j < width; j++) sum += input[token * width + j] * toHidden[j];
      return sum;
    }); // g (T)
    return { loss, slopes };
  }

  compile(batch: PromptBatch, rule: AttentionRule = SOFTMAX): CompiledBatch {
    return compileByPrompt(this, batch, rule);
  }

  private forward({ tokens, weights }: Mixture): { hidden: Float64Array; logits: Float64Array } {
    const { width, input, inputBias, output, outputBias } = this.memory;
    const hidden = Float64Array.from(inputBias); // h = W₁ x + b₁ (m)
    tokens.forEach((token, t) => {
      for (let j = 0; j < width; j++) hidden[j] += weights[t] * input[token * width + j];
    });
    const logits = Float64Array.from(outputBias); // ℓ (V)
    for (let j = 0; j < width; j++) {
      const fired = this.fire(hidden[j]);
      if (fired === 0) continue;
      for (let v = 0; v < this.size; v++) logits[v] += fired * output[j * this.size + v];
    }
    return { hidden, logits };
  }

  private fire(h: number): number {
    if (h <= 0) return 0;
    return this.memory.activation === 'relu' ? h : h * h;
  }

  private slope(h: number): number {
    if (h <= 0) return 0;
    return this.memory.activation === 'relu' ? 1 : 2 * h;
  }
}

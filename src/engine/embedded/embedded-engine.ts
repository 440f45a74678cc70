import { SOFTMAX, type AttentionRule } from '../../model/attention.js';
import { crossEntropy } from '../../model/cross-entropy.js';
import { gramMatrix, type Embeddings } from '../../model/embeddings.js';
import { DenseLogits, type Logits } from '../../model/logits.js';
import { activate, activationSlope } from '../../model/memory.js';
import type { Transformer } from '../../model/transformer.js';
import { answerToken, relationToken, subjectToken, vocabularySize } from '../../model/vocabulary.js';
import { factsOf } from '../../task/knowledge-base.js';
import type { PromptBatch, Question } from '../../task/prompt.js';
import { compileByPrompt, type MixtureSlopes } from '../compile-by-prompt.js';
import { stepMixture } from '../step-mixture.js';
import type { CompiledBatch, Engine, Mixture } from '../engine.js';

// V tokens, N facts, d dimensions, T positions of a step.

/**
 * The constructed memory with arbitrary embeddings, in float64. Everything depends on the embeddings only through their inner
 * products G = E Eᵀ: x is a mixture of embeddings, a unit sees ⟨u_s, x⟩ + ⟨u_a, x⟩ or ⟨u_s, x⟩ + ⟨u_r, x⟩, and logits are inner
 * products with what the units write. So one reading costs O(V² + N), whatever d is. G costs O(V² d), once.
 */
export class EmbeddedEngine implements Engine {
  readonly name = 'embedded';
  readonly precision = 'float64';
  private readonly size: number;
  private readonly gram: Float64Array; // G (V, V)
  private readonly facts: Int32Array; // tokens s, r, a of each fact in turn (3N)

  /** @throws RangeError unless there is one embedding for each token */
  constructor(
    readonly model: Transformer,
    embeddings: Embeddings,
  ) {
    const { knowledge } = model;
    this.size = vocabularySize(knowledge);
    if (embeddings.rows.length !== this.size * embeddings.dimension) {
      throw new RangeError(
        `${this.size} embeddings of ${embeddings.dimension} dimensions need ${this.size * embeddings.dimension} numbers, not ${embeddings.rows.length}`,
      );
    }
    this.gram = gramMatrix(embeddings);
    this.facts = Int32Array.from(
      [...factsOf(knowledge)].flatMap(([s, r, a]) => [subjectToken(s), relationToken(knowledge, r), answerToken(knowledge, a)]),
    );
  }

  read(mixture: Mixture): Logits {
    return new DenseLogits(this.forward(mixture).logits);
  }

  logits(prompt: Question, theta: Float64Array, fed?: number): Logits {
    return this.read(stepMixture(this.model.knowledge, prompt, theta, fed));
  }

  /** The cross-entropy of a target token when the memory is read at a mixture, with its slopes in the weights. */
  slopes(mixture: Mixture, target: number): MixtureSlopes {
    const { facts } = this;
    const { activation, beta } = this.model;
    const { seen, logits } = this.forward(mixture);
    const { loss, toLogits } = crossEntropy(logits, target);
    const toWritten = this.products(toLogits.map((slope) => beta * slope)); // d loss / dc = β G dℓ (V)
    const toSeen = new Float64Array(this.size); // d loss / dy_v (V)
    for (let i = 0; i < facts.length; i += 3) {
      const s = facts[i];
      const r = facts[i + 1];
      const a = facts[i + 2];
      const toRelation = toWritten[r] * activationSlope(activation, seen[s] + seen[a]);
      const toAnswer = toWritten[a] * activationSlope(activation, seen[s] + seen[r]);
      toSeen[s] += toRelation + toAnswer;
      toSeen[a] += toRelation;
      toSeen[r] += toAnswer;
    }
    const slopes = Float64Array.from(mixture.tokens, (token) => this.product(token, toSeen)); // g_t = ⟨u_t, Σ_v toSeen_v u_v⟩ (T)
    return { loss, slopes };
  }

  compile(batch: PromptBatch, rule: AttentionRule = SOFTMAX): CompiledBatch {
    return compileByPrompt(this, batch, rule);
  }

  private forward({ tokens, weights }: Mixture): { seen: Float64Array; logits: Float64Array } {
    const { facts } = this;
    const { activation, beta } = this.model;
    const shares = new Float64Array(this.size); // the weight of each token (V)
    tokens.forEach((token, t) => (shares[token] += weights[t]));
    const seen = this.products(shares); // y_v = ⟨u_v, x⟩ (V)
    const written = new Float64Array(this.size); // c_v: f(x) = Σ_v c_v u_v (V)
    for (let i = 0; i < facts.length; i += 3) {
      const s = facts[i];
      const r = facts[i + 1];
      const a = facts[i + 2];
      written[r] += activate(activation, seen[s] + seen[a]);
      written[a] += activate(activation, seen[s] + seen[r]);
    }
    const logits = this.products(written).map((value) => beta * value); // ℓ (V)
    return { seen, logits };
  }

  /** ⟨u_token, Σ_v weights_v u_v⟩. */
  private product(token: number, weights: Float64Array): number {
    const { size, gram } = this;
    const start = token * size;
    let sum = 0;
    for (let v = 0; v < size; v++) sum += gram[start + v] * weights[v];
    return sum;
  }

  /** ⟨u_v, Σ_w weights_w u_w⟩ for every v (V): G times the weights, most of which are often 0. */
  private products(weights: Float64Array): Float64Array {
    const { size, gram } = this;
    const sums = new Float64Array(size);
    for (let w = 0; w < size; w++) {
      const weight = weights[w];
      if (weight === 0) continue;
      const start = w * size; // row w is column w: G is symmetric
      for (let v = 0; v < size; v++) sums[v] += weight * gram[start + v];
    }
    return sums;
  }
}

import { crossEntropy } from '../../model/cross-entropy.js';
import type { Embeddings } from '../../model/embeddings.js';
import { DenseLogits, type Logits } from '../../model/logits.js';
import { activate, activationSlope } from '../../model/memory.js';
import type { Transformer } from '../../model/transformer.js';
import { answerToken, relationToken, subjectToken, vocabularySize } from '../../model/vocabulary.js';
import { factsOf } from '../../task/knowledge-base.js';
import type { PromptBatch, Question } from '../../task/prompt.js';
import { compileByPrompt } from '../compile-by-prompt.js';
import { stepMixture } from '../step-mixture.js';
import type { CompiledBatch, Engine, Mixture, MixtureSlopes } from '../engine.js';

// V tokens, N facts, d dimensions, T positions of a step.

/**
 * The constructed memory with embeddings of any kind, in float64. A unit sees ⟨u_s, x⟩ + ⟨u_a, x⟩ or ⟨u_s, x⟩ + ⟨u_r, x⟩, so that one
 * reading takes the V inner products with x once: O(V d + N), not O(N d).
 */
export class EmbeddedEngine implements Engine {
  readonly name = 'embedded';
  readonly precision = 'float64';
  private readonly size: number;
  private readonly facts: Int32Array; // tokens s, r, a of every fact, one after the other (3N)

  /** @throws RangeError when there is not one embedding per token */
  constructor(
    readonly model: Transformer,
    private readonly embeddings: Embeddings,
  ) {
    const { knowledge } = model;
    this.size = vocabularySize(knowledge);
    if (embeddings.rows.length !== this.size * embeddings.dimension) {
      throw new RangeError(
        `${embeddings.rows.length} numbers are no ${this.size} embeddings of ${embeddings.dimension} dimensions`,
      );
    }
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

  slopes(mixture: Mixture, target: number): MixtureSlopes {
    const { activation, beta } = this.model;
    const { seen, logits } = this.forward(mixture);
    const { loss, toLogits } = crossEntropy(logits, target);
    const toWritten = this.products(this.combine(toLogits.map((slope) => beta * slope))); // d loss / dc_v = β ⟨u_v, Σ_w dℓ_w u_w⟩ (V)
    const toSeen = new Float64Array(this.size); // d loss / dy_v (V)
    for (let i = 0; i < this.facts.length; i += 3) {
      const [s, r, a] = [this.facts[i], this.facts[i + 1], this.facts[i + 2]];
      const toRelation = toWritten[r] * activationSlope(activation, seen[s] + seen[a]);
      const toAnswer = toWritten[a] * activationSlope(activation, seen[s] + seen[r]);
      toSeen[s] += toRelation + toAnswer;
      toSeen[a] += toRelation;
      toSeen[r] += toAnswer;
    }
    const toX = this.combine(toSeen); // d loss / dx (d)
    const slopes = Float64Array.from(mixture.tokens, (token) => this.product(token, toX)); // g (T)
    return { loss, slopes };
  }

  compile(batch: PromptBatch): CompiledBatch {
    return compileByPrompt(this, batch);
  }

  private forward({ tokens, weights }: Mixture): { seen: Float64Array; logits: Float64Array } {
    const { activation, beta } = this.model;
    const shares = new Float64Array(this.size);
    tokens.forEach((token, t) => (shares[token] += weights[t]));
    const seen = this.products(this.combine(shares)); // y_v = ⟨u_v, x⟩ (V)
    const written = new Float64Array(this.size); // c_v: f(x) = Σ_v c_v u_v (V)
    for (let i = 0; i < this.facts.length; i += 3) {
      const [s, r, a] = [this.facts[i], this.facts[i + 1], this.facts[i + 2]];
      written[r] += activate(activation, seen[s] + seen[a]);
      written[a] += activate(activation, seen[s] + seen[r]);
    }
    const logits = this.products(this.combine(written)).map((value) => beta * value); // ℓ (V)
    return { seen, logits };
  }

  /** Σ_v w_v u_v (d). */
  private combine(weights: Float64Array): Float64Array {
    const { dimension, rows } = this.embeddings;
    const sum = new Float64Array(dimension);
    for (let v = 0; v < weights.length; v++) {
      const weight = weights[v];
      if (weight === 0) continue;
      const start = v * dimension;
      for (let i = 0; i < dimension; i++) sum[i] += weight * rows[start + i];
    }
    return sum;
  }

  /** ⟨u_v, x⟩ for every v (V). */
  private products(x: Float64Array): Float64Array {
    return Float64Array.from({ length: this.size }, (_, v) => this.product(v, x));
  }

  private product(token: number, x: Float64Array): number {
    const { dimension, rows } = this.embeddings;
    const start = token * dimension;
    let sum = 0;
    for (let i = 0; i < dimension; i++) sum += rows[start + i] * x[i];
    return sum;
  }
}

import type { Matrix } from 'mathjs';
import { InputError } from '../../input-error.js';
import { DenseLogits, type Logits } from '../../model/logits.js';
import { checkTheta, stepTarget, stepTokens, type Step } from '../../model/step.js';
import type { Transformer } from '../../model/transformer.js';
import { answerToken, relationToken, subjectToken, vocabularySize } from '../../model/vocabulary.js';
import { factsOf } from '../../task/knowledge-base.js';
import type { Prompt, PromptBatch, Question } from '../../task/prompt.js';
import type { CompiledBatch, Engine, Mixture, StepGradient } from '../engine.js';
import { loadMathjs } from './load-mathjs.js';

// V tokens, N facts, T positions of a step, d = V dimensions. The code follows spec/model.md §3 and §4 matrix by matrix: no counts,
// nothing shared between prompts, no shortcuts. It shares no arithmetic with the other engines, so that agreement means something.

const math = loadMathjs();

/** The largest 2N · V. mathjs does some 10⁷ multiplications a second, so one reading of a memory of this size takes about 0.1 s. */
export const REFERENCE_LIMIT = 400_000;

/** The oracle for the other engines: dense, slow, for small tables, and written to be compared with the formulas line by line. */
export class ReferenceEngine implements Engine {
  readonly name = 'reference';
  readonly precision = 'float64';
  private readonly embeddings: Matrix; // E (V, d): row v is u_v
  private readonly keys: Matrix; // K (2N, d): ⟨K_j, x⟩ is what hidden unit j sees
  private readonly values: Matrix; // W (d, 2N): column j is the embedding that unit j writes

  /** @throws InputError when 2N · V exceeds REFERENCE_LIMIT */
  constructor(readonly model: Transformer) {
    const { knowledge } = model;
    const size = vocabularySize(knowledge);
    const cells = 2 * knowledge.facts * size;
    if (cells > REFERENCE_LIMIT) {
      throw new InputError(
        `the reference engine takes 2N · V ≤ ${REFERENCE_LIMIT}, and this table has ${cells} (N = ${knowledge.facts}, V = ${size})`,
        'use a smaller table, or the sparse engine',
      );
    }
    const unit = (...tokens: number[]) => Array.from({ length: size }, (_, v) => (tokens.includes(v) ? 1 : 0)); // Σ u_token
    const facts = [...factsOf(knowledge)].map(([s, r, a]) => [
      subjectToken(s),
      relationToken(knowledge, r),
      answerToken(knowledge, a),
    ]);
    // mathjs has no matrices without rows: an empty memory gets one unit that sees and writes nothing.
    const none = facts.length === 0 ? [unit()] : [];
    this.embeddings = math.matrix(Array.from({ length: size }, (_, v) => unit(v)));
    // u_r σ(⟨u_s + u_a, x⟩) for every triplet, then u_a σ(⟨u_s + u_r, x⟩).
    this.keys = math.matrix([...none, ...facts.map(([s, , a]) => unit(s, a)), ...facts.map(([s, r]) => unit(s, r))]);
    this.values = math.transpose(math.matrix([...none, ...facts.map(([, r]) => unit(r)), ...facts.map(([, , a]) => unit(a))]));
  }

  read({ tokens, weights }: Mixture): Logits {
    const rows = this.rows(tokens); // Z (T, d)
    const x = math.multiply(math.transpose(rows), math.matrix([...weights])); // (d)
    return new DenseLogits(Float64Array.from(numbers(this.forward(x).logits)));
  }

  logits(prompt: Question, theta: Float64Array, fed?: number): Logits {
    const tokens = stepTokens(this.model.knowledge, prompt, fed);
    checkTheta(theta, fed === undefined ? 'relation' : 'answer', prompt.context.length);
    return this.read({ tokens, weights: Float64Array.from(numbers(softmax(math.matrix([...theta])))) });
  }

  compile(batch: PromptBatch): CompiledBatch {
    return {
      size: batch.prompts.length,
      gradient: (step, theta) => {
        checkTheta(theta, step, batch.pairs);
        const each = batch.prompts.map((prompt) => this.promptGradient(prompt, step, theta));
        const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / each.length;
        return {
          loss: mean(each.map(({ loss }) => loss)),
          gradient: theta.map((_, t) => mean(each.map(({ gradient }) => gradient[t]))),
        };
      },
    };
  }

  /** f(x) = W σ(K x), ℓ = β E f(x). */
  private forward(x: Matrix): { seen: Matrix; logits: Matrix } {
    const { bias, power } = this.model.activation;
    const seen = math.multiply(this.keys, x); // h (2N)
    const fired = seen.map((h: number) => Math.max(h - bias, 0) ** power); // σ(h) (2N)
    const output = math.multiply(this.values, fired); // f(x) (d)
    const logits = math.multiply(this.model.beta, math.multiply(this.embeddings, output)) as Matrix; // ℓ (V)
    return { seen, logits };
  }

  /** The cross-entropy of one prompt at one step, and d loss / dθ (T). The true relation is fed at the answer step. */
  private promptGradient(prompt: Prompt, step: Step, theta: Float64Array): StepGradient {
    const { knowledge } = this.model;
    const fed = step === 'answer' ? relationToken(knowledge, prompt.relation) : undefined;
    const { beta } = this.model;
    const { bias, power } = this.model.activation;
    const attention = softmax(math.matrix([...theta])); // p (T)
    const rows = this.rows(stepTokens(knowledge, prompt, fed)); // Z (T, d)
    const x = math.multiply(math.transpose(rows), attention); // Σ_t p_t u_{z_t} (d)
    const { seen, logits } = this.forward(x);

    const target = stepTarget(knowledge, prompt, step);
    const shares = softmax(logits); // q (V)
    const loss = logSumExp(logits) - numbers(logits)[target];
    const oneHot = shares.map((_, [v]) => Number(v === target)); // (V)
    const toLogits = math.subtract(shares, oneHot); // q − e_target (V)
    const toOutput = math.multiply(beta, math.multiply(math.transpose(this.embeddings), toLogits)) as Matrix; // (d)
    const toFired = math.multiply(math.transpose(this.values), toOutput); // (2N)
    const derivatives = seen.map((h: number) => (h > bias ? power * (h - bias) ** (power - 1) : 0)); // σ'(h) (2N)
    const toSeen = math.dotMultiply(toFired, derivatives) as Matrix; // (2N)
    const toX = math.multiply(math.transpose(this.keys), toSeen); // d loss / dx (d)
    const g = math.multiply(rows, toX); // g_t = ⟨u_{z_t}, d loss / dx⟩ (T)
    // d loss / dθ_t = p_t (g_t − Σ_j p_j g_j)
    const centred = math.subtract(g, math.dot(attention, g)) as Matrix;
    return { loss, gradient: Float64Array.from(numbers(math.dotMultiply(attention, centred) as Matrix)) };
  }

  /** Z (T, d): the embeddings of the tokens, one row each. */
  private rows(tokens: Int32Array): Matrix {
    const embeddings = this.embeddings.toArray();
    return math.matrix(Array.from(tokens, (token) => embeddings[token]) as number[][]);
  }
}

/** e^{y_i} / Σ_j e^{y_j}, shifted by the largest y to avoid overflow. */
function softmax(y: Matrix): Matrix {
  const powers = math.map(math.subtract(y, math.max(y) as number) as Matrix, (value: number) => Math.exp(value));
  return math.divide(powers, math.sum(powers) as number) as Matrix;
}

/** log Σ_j e^{y_j}. */
function logSumExp(y: Matrix): number {
  const largest = math.max(y) as number;
  const powers = math.map(math.subtract(y, largest) as Matrix, (value: number) => Math.exp(value));
  return largest + Math.log(math.sum(powers) as number);
}

function numbers(vector: Matrix): number[] {
  return vector.toArray().map(Number);
}

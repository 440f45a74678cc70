import * as tf from '@tensorflow/tfjs-core';
import { InputError } from '../../input-error.js';
import { DenseLogits, type Logits } from '../../model/logits.js';
import type { Activation } from '../../model/memory.js';
import { checkTheta, stepLength, stepTarget, stepTokens, type Step } from '../../model/step.js';
import type { Transformer } from '../../model/transformer.js';
import { answerToken, relationToken, subjectToken, vocabularySize } from '../../model/vocabulary.js';
import { factsOf, type Fact, type KnowledgeBase } from '../../task/knowledge-base.js';
import type { PromptBatch, Question } from '../../task/prompt.js';
import type { CompiledBatch, Engine, Mixture, StepGradient } from '../engine.js';

// V tokens, N facts, n prompts, T positions of a step. float32 throughout.

/**
 * The largest 2N · V, the number of entries of a weight matrix. The WASM heap ends at 4 GiB, and its matrix library keeps a packed
 * copy of every weight. Near the end of the heap it returns wrong gradients without an error. Weights take at most
 * 4 bytes · 4 matrices · 2 copies of this, 268 MB. The activations of a batch come on top, so the limit is far below the heap's.
 */
export const TENSOR_LIMIT = 2 ** 23;

/** How the gradient of the memory is computed: by hand-written code, or by tfjs. */
export type MemoryGradient = 'by-hand' | 'automatic';

/**
 * Dense float32 evaluation. tfjs differentiates attention and loss. The gradient of the memory, whose products take nearly all the
 * time, is written by hand; `automatic` lets tfjs differentiate the memory too, to check the hand-written gradient. Between calls
 * the engine keeps weights as typed arrays and holds no tensors, so that none can leak.
 */
export class TensorEngine implements Engine {
  readonly name = 'tensor';
  readonly precision = 'float32';
  private readonly memory: MemoryLayer;

  /**
   * @param memoryGradient - by hand (products in one layout, several times faster) or automatic; the two agree to rounding
   * @throws InputError when 2N · V exceeds TENSOR_LIMIT
   */
  constructor(
    readonly model: Transformer,
    memoryGradient: MemoryGradient = 'by-hand',
  ) {
    checkSize(model);
    this.memory = memoryGradient === 'by-hand' ? new HandWrittenLayer(model) : new AutomaticLayer(model);
  }

  read({ tokens, weights }: Mixture): Logits {
    const size = vocabularySize(this.model.knowledge);
    const x = new Float32Array(size);
    tokens.forEach((token, t) => (x[token] += weights[t]));
    const logits = tf.tidy(() => this.memory.use((memory) => memory(tf.tensor2d(x, [1, size])).dataSync()));
    return new DenseLogits(Float64Array.from(logits));
  }

  logits(prompt: Question, theta: Float64Array, fed?: number): Logits {
    checkTheta(theta, fed === undefined ? 'relation' : 'answer', prompt.context.length);
    const weights = tf.tidy(() => tf.softmax(tf.tensor1d(Float32Array.from(theta))).dataSync());
    return this.read({ tokens: stepTokens(this.model.knowledge, prompt, fed), weights: Float64Array.from(weights) });
  }

  compile(batch: PromptBatch): CompiledBatch {
    const encoded: Partial<Record<Step, OneHotPrompts>> = {};
    return {
      size: batch.prompts.length,
      gradient: (step, theta) => {
        checkTheta(theta, step, batch.pairs);
        return this.gradient((encoded[step] ??= encodePrompts(this.model, batch, step)), batch.prompts.length, theta);
      },
    };
  }

  private gradient({ tokens, targets }: OneHotPrompts, count: number, theta: Float64Array): StepGradient {
    const size = vocabularySize(this.model.knowledge);
    const [loss, ...gradient] = tf.tidy(() =>
      this.memory.use((memory) => {
        const z = tf.tensor2d(tokens, [theta.length, count * size]);
        const wanted = tf.tensor2d(targets, [count, size]);
        const { value, grad } = tf.valueAndGrad((logits: tf.Tensor) => {
          const attention = tf.softmax(logits); // p (1, T)
          const x = tf.reshape(tf.matMul(attention as tf.Tensor2D, z), [count, size]); // Σ_t p_t u_{z_t} (n, V)
          const output = memory(x as tf.Tensor2D); // ℓ (n, V)
          return tf.mul(tf.sum(tf.mul(tf.logSoftmax(output), wanted)), -1 / count);
        })(tf.tensor2d(Float32Array.from(theta), [1, theta.length]));
        return [...value.dataSync(), ...grad.dataSync()];
      }),
    );
    return { loss, gradient: Float64Array.from(gradient) };
  }
}

function checkSize({ knowledge }: Transformer): void {
  const size = vocabularySize(knowledge);
  const cells = 2 * knowledge.facts * size;
  if (cells > TENSOR_LIMIT) {
    throw new InputError(
      `the tensor engine takes 2N · V ≤ ${TENSOR_LIMIT}, and this table has ${cells} (N = ${knowledge.facts}, V = ${size})`,
      'use a smaller table, or the sparse engine',
    );
  }
}

/** A step of a batch as dense one-hot arrays. */
interface OneHotPrompts {
  /** Z (T, n, V): 1 where position t of prompt i has token v. */
  readonly tokens: Float32Array;
  /** (n, V): 1 at the target of each prompt. */
  readonly targets: Float32Array;
}

function encodePrompts({ knowledge }: Transformer, batch: PromptBatch, step: Step): OneHotPrompts {
  const size = vocabularySize(knowledge);
  const count = batch.prompts.length;
  const tokens = new Float32Array(stepLength(step, batch.pairs) * count * size);
  const targets = new Float32Array(count * size);
  batch.prompts.forEach((prompt, i) => {
    const fed = step === 'answer' ? relationToken(knowledge, prompt.relation) : undefined;
    stepTokens(knowledge, prompt, fed).forEach((token, t) => (tokens[(t * count + i) * size + token] = 1));
    targets[i * size + stepTarget(knowledge, prompt, step)] = 1;
  });
  return { tokens, targets };
}

/** The memory as a layer: its weights as arrays, and its logits for a batch of mixtures. */
interface MemoryLayer {
  /**
   * Runs `compute` with the memory as a function from x (n, V) to ℓ (n, V). Call it inside a tidy, which disposes of its tensors.
   */
  use<Result>(compute: (memory: (x: tf.Tensor2D) => tf.Tensor2D) => Result): Result;
}

/** ℓ = β W σ(K x), differentiated by tfjs. */
class AutomaticLayer implements MemoryLayer {
  private readonly units: number;
  private readonly size: number;
  private readonly keys: Float32Array; // Kᵀ (V, 2N)
  private readonly values: Float32Array; // Wᵀ (2N, V)

  constructor(private readonly model: Transformer) {
    const { knowledge } = model;
    this.size = vocabularySize(knowledge);
    // On WASM a product over no units is not 0 but whatever was in memory: an empty memory gets idle units.
    this.units = 2 * Math.max(1, knowledge.facts);
    this.keys = new Float32Array(this.size * this.units);
    this.values = new Float32Array(this.units * this.size);
    let unit = 0;
    for (const fact of factsOf(knowledge)) {
      const { subject, relation, answer } = tokensOf(knowledge, fact);
      this.connect(unit++, [subject, answer], relation);
      this.connect(unit++, [subject, relation], answer);
    }
  }

  use<Result>(compute: (memory: (x: tf.Tensor2D) => tf.Tensor2D) => Result): Result {
    const { activation, beta } = this.model;
    const keys = tf.tensor2d(this.keys, [this.size, this.units]);
    const values = tf.tensor2d(this.values, [this.units, this.size]);
    return compute((x) => {
      const fired = raise(excess(tf.matMul(x, keys), activation), activation.power); // σ(h) (n, 2N)
      return tf.mul(tf.matMul(fired as tf.Tensor2D, values), beta); // (n, V)
    });
  }

  /** Makes a unit see the sum of the `seen` embeddings and write that of `written`. */
  private connect(unit: number, seen: readonly number[], written: number): void {
    for (const token of seen) this.keys[token * this.units + unit] = 1;
    this.values[unit * this.size + written] = 1;
  }
}

/**
 * ℓ = β W σ(K x) with a hand-written gradient. It stores every matrix in both layouts, since only products of untransposed factors
 * are fast on WASM. It is split into two halves, since the units (s, a) → r write only relations, and the units (s, r) → a see no
 * answers and write only answers: half of the entries of the whole matrices are zeros that need not be multiplied.
 */
class HandWrittenLayer implements MemoryLayer {
  private readonly toRelations: Half;
  private readonly toAnswers: Half;

  constructor(private readonly model: Transformer) {
    const { knowledge } = model;
    const { subjects, relations, answers, facts } = knowledge;
    this.toRelations = new Half(vocabularySize(knowledge), Math.max(1, facts), relations);
    this.toAnswers = new Half(subjects + relations, Math.max(1, facts), answers);
    let unit = 0;
    for (const fact of factsOf(knowledge)) {
      const { subject, relation, answer } = tokensOf(knowledge, fact);
      this.toRelations.connect(unit, [subject, answer], relation - subjects);
      this.toAnswers.connect(unit, [subject, relation], answer - subjects - relations);
      unit++;
    }
  }

  use<Result>(compute: (memory: (x: tf.Tensor2D) => tf.Tensor2D) => Result): Result {
    const { knowledge, activation, beta } = this.model;
    const { subjects, relations, answers } = knowledge;
    const toRelations = this.toRelations.tensors();
    const toAnswers = this.toAnswers.tensors();
    /** max(h − b, 0) of a half, from which both σ(h) and its slope follow. */
    const over = (half: HalfTensors, x: tf.Tensor2D) => excess(tf.matMul(x, half.keys), activation); // (n, N)
    const write = (half: HalfTensors, fired: tf.Tensor) =>
      tf.matMul<tf.Tensor2D>(raise(fired, activation.power) as tf.Tensor2D, half.values);
    const backward = (half: HalfTensors, dy: tf.Tensor2D, saved: tf.Tensor) => {
      const toFired = tf.matMul(dy, half.valuesBack); // (n, N)
      // dσ/dh = p max(h − b, 0)^{p − 1}, and 0 at and below b.
      const { power } = activation;
      const slopes = power === 1 ? tf.step(saved) : tf.mul(raise(saved, power - 1), power);
      return tf.matMul(tf.mul(toFired, slopes) as tf.Tensor2D, half.keysBack);
    };
    const byHand = tf.customGrad((input, save) => {
      const x = input as tf.Tensor2D;
      const [count] = x.shape;
      const seen = [over(toRelations, x), over(toAnswers, tf.slice2d(x, [0, 0], [count, subjects + relations]))];
      if (typeof save === 'function') save(seen);
      const value = tf.mul(
        tf.concat2d([tf.zeros<tf.Rank.R2>([count, subjects]), write(toRelations, seen[0]), write(toAnswers, seen[1])], 1),
        beta,
      ); // ℓ (n, V): no unit writes a subject
      const gradFunc = (slopes: tf.Tensor, [relationUnits, answerUnits]: tf.Tensor[]) => {
        const dy = tf.mul(slopes, beta) as tf.Tensor2D;
        const byRelations = backward(toRelations, tf.slice2d(dy, [0, subjects], [count, relations]), relationUnits); // (n, V)
        const byAnswers = backward(toAnswers, tf.slice2d(dy, [0, subjects + relations], [count, answers]), answerUnits); // (n, S + R)
        return tf.add(byRelations, tf.concat2d([byAnswers as tf.Tensor2D, tf.zeros<tf.Rank.R2>([count, answers])], 1)); // (n, V)
      };
      return { value, gradFunc };
    });
    return compute((x) => byHand(x) as tf.Tensor2D);
  }
}

/** The tensors of one half of the memory, each matrix in both layouts. */
interface HalfTensors {
  readonly keys: tf.Tensor2D; // Kᵀ (seen, N)
  readonly keysBack: tf.Tensor2D; // K (N, seen)
  readonly values: tf.Tensor2D; // Wᵀ (N, written)
  readonly valuesBack: tf.Tensor2D; // W (written, N)
}

/** N units that see tokens of one range and write tokens of another. N ≥ 1, since a product over no units is not 0 on WASM. */
class Half {
  private readonly keys: Float32Array;
  private readonly keysBack: Float32Array;
  private readonly values: Float32Array;
  private readonly valuesBack: Float32Array;

  constructor(
    private readonly seen: number,
    private readonly units: number,
    private readonly written: number,
  ) {
    this.keys = new Float32Array(seen * units);
    this.keysBack = new Float32Array(units * seen);
    this.values = new Float32Array(units * written);
    this.valuesBack = new Float32Array(written * units);
  }

  /** Makes a unit see the sum of the `seen` embeddings and write that of `written`. Tokens are indices within their ranges. */
  connect(unit: number, seen: readonly number[], written: number): void {
    for (const token of seen) {
      this.keys[token * this.units + unit] = 1;
      this.keysBack[unit * this.seen + token] = 1;
    }
    this.values[unit * this.written + written] = 1;
    this.valuesBack[written * this.units + unit] = 1;
  }

  tensors(): HalfTensors {
    return {
      keys: tf.tensor2d(this.keys, [this.seen, this.units]),
      keysBack: tf.tensor2d(this.keysBack, [this.units, this.seen]),
      values: tf.tensor2d(this.values, [this.units, this.written]),
      valuesBack: tf.tensor2d(this.valuesBack, [this.written, this.units]),
    };
  }
}

function tokensOf(knowledge: KnowledgeBase, [s, r, a]: Fact): { subject: number; relation: number; answer: number } {
  return { subject: subjectToken(s), relation: relationToken(knowledge, r), answer: answerToken(knowledge, a) };
}

/** max(h − b, 0). */
function excess(seen: tf.Tensor, { bias }: Activation): tf.Tensor {
  return tf.relu(tf.sub(seen, bias));
}

/** y^p for y ≥ 0; products for small whole p. */
function raise(y: tf.Tensor, power: number): tf.Tensor {
  if (power === 1) return y;
  if (power === 2) return tf.square(y);
  if (power === 3) return tf.mul(tf.square(y), y);
  return tf.pow(y, tf.scalar(power));
}

import * as tf from '@tensorflow/tfjs-core';
import { InputError } from '../../input-error.js';
import { DenseLogits, type Logits } from '../../model/logits.js';
import { checkTheta, stepLength, stepTarget, stepTokens, type Step } from '../../model/step.js';
import type { Transformer } from '../../model/transformer.js';
import { answerToken, relationToken, subjectToken, vocabularySize } from '../../model/vocabulary.js';
import { factsOf } from '../../task/knowledge-base.js';
import type { PromptBatch, Question } from '../../task/prompt.js';
import type { CompiledBatch, Engine, Mixture, StepGradient } from '../engine.js';

// V tokens, N facts, n prompts, T positions of a step. float32 throughout.

/**
 * 2N · V, the entries of one of the four weight matrices. The WASM heap ends at 4 GiB and its matrix library keeps a packed copy of
 * every weight: near the end it returns wrong gradients without an error, so the engine stays far below (16 bytes a copy · 4 · 2).
 */
export const TENSOR_LIMIT = 2 ** 23;

/** How the gradient of the memory is found. */
export type MemoryGradient = 'by-hand' | 'automatic';

/**
 * Dense float32 evaluation by automatic differentiation: an independent derivation of the gradient. Holds no tensors between calls, so
 * that none can leak: weights are kept as typed arrays and live as tensors only inside a call.
 */
export class TensorEngine implements Engine {
  readonly name = 'tensor';
  readonly precision = 'float32';
  private readonly weights: Weights;

  /**
   * @param memoryGradient - by hand (products in one layout, several times faster) or automatic; they must agree
   * @throws InputError when 2N · V is beyond TENSOR_LIMIT
   */
  constructor(
    readonly model: Transformer,
    private readonly memoryGradient: MemoryGradient = 'by-hand',
  ) {
    this.weights = new Weights(model);
  }

  read({ tokens, weights }: Mixture): Logits {
    const size = vocabularySize(this.model.knowledge);
    const x = new Float32Array(size);
    tokens.forEach((token, t) => (x[token] += weights[t]));
    const logits = tf.tidy(() =>
      this.weights.use((layers) => memoryOf(this.model, layers, tf.tensor2d(x, [1, size]), 'automatic').dataSync()),
    );
    return new DenseLogits(Float64Array.from(logits));
  }

  logits(prompt: Question, theta: Float64Array, fed?: number): Logits {
    checkTheta(theta, fed === undefined ? 'relation' : 'answer', prompt.context.length);
    const weights = tf.tidy(() => tf.softmax(tf.tensor1d(Float32Array.from(theta))).dataSync());
    return this.read({ tokens: stepTokens(this.model.knowledge, prompt, fed), weights: Float64Array.from(weights) });
  }

  compile(batch: PromptBatch): CompiledBatch {
    const placed: Partial<Record<Step, PlacedPrompts>> = {};
    return {
      size: batch.prompts.length,
      gradient: (step, theta) => {
        checkTheta(theta, step, batch.pairs);
        return this.gradient((placed[step] ??= placePrompts(this.model, batch, step)), batch.prompts.length, theta);
      },
    };
  }

  private gradient({ tokens, targets }: PlacedPrompts, count: number, theta: Float64Array): StepGradient {
    const size = vocabularySize(this.model.knowledge);
    const [loss, ...gradient] = tf.tidy(() =>
      this.weights.use((layers) => {
        const z = tf.tensor2d(tokens, [theta.length, count * size]);
        const wanted = tf.tensor2d(targets, [count, size]);
        const { value, grad } = tf.valueAndGrad((logits: tf.Tensor) => {
          const attention = tf.softmax(logits); // p (1, T)
          const x = tf.reshape(tf.matMul(attention as tf.Tensor2D, z), [count, size]); // Σ_t p_t u_{z_t} (n, V)
          const output = memoryOf(this.model, layers, x as tf.Tensor2D, this.memoryGradient); // ℓ (n, V)
          return tf.mul(tf.sum(tf.mul(tf.logSoftmax(output), wanted)), -1 / count);
        })(tf.tensor2d(Float32Array.from(theta), [1, theta.length]));
        return [...value.dataSync(), ...grad.dataSync()];
      }),
    );
    return { loss, gradient: Float64Array.from(gradient) };
  }
}

/** A step of a batch as dense one-hot arrays. */
interface PlacedPrompts {
  /** Z: 1 where position t of prompt i holds token v (T, n, V). */
  readonly tokens: Float32Array;
  /** 1 at the target of each prompt (n, V). */
  readonly targets: Float32Array;
}

function placePrompts({ knowledge }: Transformer, batch: PromptBatch, step: Step): PlacedPrompts {
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

/** The memory's matrices as tensors, each in both layouts: only products of untransposed factors are fast on WASM. */
interface Layers {
  readonly keys: tf.Tensor2D; // Kᵀ (V, 2N)
  readonly keysBack: tf.Tensor2D; // K (2N, V)
  readonly values: tf.Tensor2D; // Wᵀ (2N, V)
  readonly valuesBack: tf.Tensor2D; // W (V, 2N)
}

/** The memory's matrices as arrays. */
class Weights {
  private readonly units: number;
  private readonly size: number;
  private readonly keys: Float32Array;
  private readonly keysBack: Float32Array;
  private readonly values: Float32Array;
  private readonly valuesBack: Float32Array;

  constructor({ knowledge }: Transformer) {
    this.size = vocabularySize(knowledge);
    // A product over no units is not 0 on WASM but whatever stood in memory: a memory of nothing gets one idle unit.
    this.units = Math.max(1, 2 * knowledge.facts);
    const cells = this.units * this.size;
    if (cells > TENSOR_LIMIT) {
      throw new InputError(
        `the tensor engine takes 2N · V ≤ ${TENSOR_LIMIT}, and this table has ${cells} (N = ${knowledge.facts}, V = ${this.size})`,
        'use a smaller table, or the sparse engine',
      );
    }
    this.keys = new Float32Array(cells);
    this.keysBack = new Float32Array(cells);
    this.values = new Float32Array(cells);
    this.valuesBack = new Float32Array(cells);
    let unit = 0;
    for (const [s, r, a] of factsOf(knowledge)) {
      const [subject, relation, answer] = [subjectToken(s), relationToken(knowledge, r), answerToken(knowledge, a)];
      this.connect(unit++, [subject, answer], relation);
      this.connect(unit++, [subject, relation], answer);
    }
  }

  /** Runs `compute` with the matrices as tensors; inside a tidy, which takes them back. */
  use<Result>(compute: (layers: Layers) => Result): Result {
    return compute({
      keys: tf.tensor2d(this.keys, [this.size, this.units]),
      keysBack: tf.tensor2d(this.keysBack, [this.units, this.size]),
      values: tf.tensor2d(this.values, [this.units, this.size]),
      valuesBack: tf.tensor2d(this.valuesBack, [this.size, this.units]),
    });
  }

  /** Unit j sees the sum of the `seen` embeddings and writes that of `written`. */
  private connect(unit: number, seen: readonly number[], written: number): void {
    for (const token of seen) {
      this.keys[token * this.units + unit] = 1;
      this.keysBack[unit * this.size + token] = 1;
    }
    this.values[unit * this.size + written] = 1;
    this.valuesBack[written * this.units + unit] = 1;
  }
}

/** ℓ = β W σ(K x) for every row x of (n, V). */
function memoryOf({ activation, beta }: Transformer, layers: Layers, x: tf.Tensor2D, how: MemoryGradient): tf.Tensor2D {
  const { power, bias } = activation;
  const excess = (seen: tf.Tensor) => tf.relu(tf.sub(seen, bias)); // max(h − b, 0)
  if (how === 'automatic') {
    const fired = raise(excess(tf.matMul(x, layers.keys)), power); // σ(h) (n, 2N)
    return tf.mul(tf.matMul(fired as tf.Tensor2D, layers.values), beta); // (n, V)
  }
  const byHand = tf.customGrad((input, save) => {
    const over = excess(tf.matMul(input as tf.Tensor2D, layers.keys)); // (n, 2N)
    if (typeof save === 'function') save([over]);
    const value = tf.mul(tf.matMul(raise(over, power) as tf.Tensor2D, layers.values), beta); // (n, V)
    const gradFunc = (dy: tf.Tensor, [kept]: tf.Tensor[]) => {
      const toFired = tf.mul(tf.matMul(dy as tf.Tensor2D, layers.valuesBack), beta); // (n, 2N)
      // dσ/dh = p max(h − b, 0)^{p − 1}, and 0 at and below b.
      const slopes = power === 1 ? tf.step(kept) : tf.mul(raise(kept, power - 1), power);
      return tf.matMul(tf.mul(toFired, slopes) as tf.Tensor2D, layers.keysBack); // (n, V)
    };
    return { value, gradFunc };
  });
  return byHand(x) as tf.Tensor2D;
}

/** y^p for y ≥ 0, by products where p is a small whole number. */
function raise(y: tf.Tensor, power: number): tf.Tensor {
  if (power === 1) return y;
  if (power === 2) return tf.square(y);
  if (power === 3) return tf.mul(tf.square(y), y);
  return tf.pow(y, tf.scalar(power));
}

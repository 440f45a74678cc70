import * as tf from '@tensorflow/tfjs-core';
import { findBackend } from '../engine/tensor/backend.js';
import type { MlpActivation, MlpMemory } from '../model/mlp-memory.js';
import { answerToken, relationToken, subjectToken, vocabularySize } from '../model/vocabulary.js';
import { RandomStream } from '../random/random-stream.js';
import { factsOf, type KnowledgeBase } from '../task/knowledge-base.js';

// V tokens, N facts, m hidden units. The 2N examples are every fact in both directions.

/** Options of pretraining. */
export interface PretrainingConfig {
  /** m. */
  readonly width: number;
  /** 'relu' by default. */
  readonly activation?: MlpActivation;
  /** Adam's learning rate, 0.01 by default. */
  readonly learningRate?: number;
  /** The largest number of full-batch steps, 400 by default. */
  readonly steps?: number;
  /** Training stops once the mean loss is below this; 0.01 by default. */
  readonly stopBelow?: number;
  /** Draws the initial weights. */
  readonly seed: bigint | number;
  readonly onStep?: (step: number, loss: number) => void;
}

/** The result of pretraining. */
export interface Pretraining {
  readonly memory: MlpMemory;
  /** Mean loss in nats before each step and after the last. */
  readonly losses: readonly number[];
  /** The share of the 2N examples whose target has the largest logit. */
  readonly recall: number;
  readonly end: { readonly kind: 'steps' } | { readonly kind: 'loss-below' } | { readonly kind: 'diverged'; readonly step: number };
}

/** Pretrains on one tfjs backend. */
export interface Pretrainer {
  readonly backend: string;
  /** Backends that could not run, each with the reason. */
  readonly passedOver: readonly string[];
  /** @throws RangeError when the width is not a whole number ≥ 1 */
  readonly pretrain: (knowledge: KnowledgeBase, config: PretrainingConfig) => Pretraining;
}

/**
 * Opens a pretrainer on the tfjs backend that IC_RECALL_BACKEND names, or on the first that computes correctly. Pretraining itself
 * is synchronous.
 *
 * @throws InputError when a forced backend cannot run, or none can
 */
export async function openPretrainer(): Promise<Pretrainer> {
  const { name, passedOver } = await findBackend(process.env['IC_RECALL_BACKEND']);
  return { backend: name, passedOver, pretrain };
}

/**
 * Trains an MLP memory on factual recall with Adam: ½u_s + ½u_r → a and ½u_s + ½u_a → r, with all 2N examples at every step
 * (spec/measurements.md#pretrained-memory).
 *
 * Weights are initialized as in He et al. (2015): normal with variance 2 / fan-in. An input has two entries of ½, so its fan-in
 * counts as ½. Biases start at zero.
 */
function pretrain(knowledge: KnowledgeBase, config: PretrainingConfig): Pretraining {
  const { width, activation = 'relu', learningRate = 0.01, steps = 400, stopBelow = 0.01, seed, onStep } = config;
  if (!(Number.isInteger(width) && width >= 1))
    throw new RangeError(`the width of a memory must be a whole number ≥ 1, not ${width}`);
  const size = vocabularySize(knowledge);
  const { inputs, targets, count } = examples(knowledge);

  const x = tf.tensor2d(inputs, [count, size]);
  const xBack = tf.transpose(x);
  const wanted = tf.tensor2d(targets, [count, size]);
  const random = RandomStream.of(seed, 'pretraining', width);
  const w1 = variable(normals(random, size * width, Math.sqrt(2 / 0.5)), [size, width]);
  const b1 = variable(new Float32Array(width), [width]);
  const w2 = variable(normals(random, width * size, Math.sqrt(2 / width)), [width, size]);
  const b2 = variable(new Float32Array(size), [size]);
  const variables = [w1, b1, w2, b2];
  const optimizer = tf.train.adam(learningRate);
  const logitsOf = () => {
    const hidden = tf.relu(tf.add(product(x, xBack, w1), b1)); // (2N, m)
    const fired = activation === 'relu' ? hidden : tf.square(hidden);
    return tf.add(product(fired as tf.Tensor2D, null, w2), b2) as tf.Tensor2D; // (2N, V)
  };

  const losses: number[] = [];
  let end: Pretraining['end'] = { kind: 'steps' };
  try {
    for (let step = 0; ; step++) {
      const { value, grads } = tf.variableGrads(
        () => tf.mul(tf.sum(tf.mul(tf.logSoftmax(logitsOf()), wanted)), -1 / count) as tf.Scalar,
        variables,
      );
      const loss = value.dataSync()[0];
      value.dispose();
      losses.push(loss);
      onStep?.(step, loss);
      if (!Number.isFinite(loss)) end = { kind: 'diverged', step };
      else if (loss < stopBelow) end = { kind: 'loss-below' };
      const over = end.kind !== 'steps' || step === steps;
      if (!over) optimizer.applyGradients(Object.entries(grads).map(([name, tensor]) => ({ name, tensor })));
      tf.dispose(grads);
      if (over) break;
    }
    const recall = tf.tidy(() => {
      const recalled = tf.argMax(logitsOf(), 1).dataSync();
      return recalled.filter((token, i) => targets[i * size + token] === 1).length / count;
    });
    const [input, inputBias, output, outputBias] = variables.map((each) => Float32Array.from(each.dataSync()));
    return { memory: { activation, width, input, inputBias, output, outputBias }, losses, recall, end };
  } finally {
    tf.dispose([x, xBack, wanted, ...variables]);
    optimizer.dispose();
  }
}

/** A variable with an initial value. The tensor that holds the value is disposed of. */
function variable(values: Float32Array, shape: number[]): tf.Variable {
  return tf.tidy(() => tf.variable(tf.tensor(values, shape)));
}

/** Every fact in both directions: inputs and one-hot targets, (2N, V) each. */
function examples(knowledge: KnowledgeBase): { inputs: Float32Array; targets: Float32Array; count: number } {
  const size = vocabularySize(knowledge);
  const count = 2 * knowledge.facts;
  const inputs = new Float32Array(count * size);
  const targets = new Float32Array(count * size);
  let row = 0;
  for (const [s, r, a] of factsOf(knowledge)) {
    const [subject, relation, answer] = [subjectToken(s), relationToken(knowledge, r), answerToken(knowledge, a)];
    for (const [seen, target] of [
      [relation, answer],
      [answer, relation],
    ]) {
      inputs[row * size + subject] = 0.5;
      inputs[row * size + seen] = 0.5;
      targets[row * size + target] = 1;
      row++;
    }
  }
  return { inputs, targets, count };
}

/**
 * x W, with a gradient that uses only products of untransposed factors, since only those are fast on WASM: factors are transposed
 * first.
 *
 * @param xBack - xᵀ if x is a constant, and then no gradient is computed for x; null otherwise
 */
function product(x: tf.Tensor2D, xBack: tf.Tensor2D | null, weights: tf.Variable | tf.Tensor): tf.Tensor {
  const byHand = tf.customGrad((...args) => {
    const [factor, matrix, save] = args as [tf.Tensor2D, tf.Tensor2D, (tensors: tf.Tensor[]) => void];
    save([factor, matrix]);
    const gradFunc = (dy: tf.Tensor, [savedFactor, savedMatrix]: tf.Tensor[]) => [
      xBack === null ? tf.matMul(dy as tf.Tensor2D, tf.transpose(savedMatrix) as tf.Tensor2D) : tf.zerosLike(savedFactor),
      tf.matMul((xBack ?? tf.transpose(savedFactor)) as tf.Tensor2D, dy as tf.Tensor2D),
    ];
    return { value: tf.matMul(factor, matrix), gradFunc };
  });
  return byHand(x, weights as tf.Tensor);
}

function normals(random: RandomStream, count: number, deviation: number): Float32Array {
  return Float32Array.from({ length: count }, () => deviation * random.normal());
}

import * as tf from '@tensorflow/tfjs-core';
import { InputError, usageError } from '../../input-error.js';
import { registerGradients } from './gradients.js';

/** The tfjs backends, in the order in which they are tried. */
export const BACKEND_NAMES = ['native', 'wasm', 'cpu'] as const;

export type BackendName = (typeof BACKEND_NAMES)[number];

/** The tfjs backend of this process. */
export interface Backend {
  readonly name: BackendName;
  /** The backends before it that could not run, each with the reason; empty when it was forced or is the first. */
  readonly passedOver: readonly string[];
}

/** How each backend is loaded; tests pass loaders that fail. */
export type BackendLoaders = Readonly<Record<BackendName, () => Promise<void>>>;

const LOADERS: BackendLoaders = {
  native: async () => {
    // Not a literal: the package is optional, so neither the type checker nor a bundler may require it.
    const name = '@tensorflow/tfjs-node';
    await import(name);
    await select('tensorflow');
  },
  wasm: async () => {
    await import('@tensorflow/tfjs-backend-wasm');
    await withoutNewListeners(() => select('wasm'));
  },
  cpu: async () => {
    await import('@tensorflow/tfjs-backend-cpu');
    await select('cpu');
    withoutAdvertisement(() => tf.tidy(() => tf.scalar(1)));
  },
};

async function select(name: string): Promise<void> {
  if (!(await tf.setBackend(name))) throw new Error(`tfjs refuses the backend "${name}"`);
  await tf.ready();
}

/**
 * Removes the listeners that the WASM backend adds for errors of the whole process: each error would print a page of its minified
 * source.
 */
async function withoutNewListeners(start: () => Promise<void>): Promise<void> {
  const events = ['uncaughtException', 'unhandledRejection'] as const;
  const before = events.map((event) => process.rawListeners(event));
  await start();
  events.forEach((event, i) => {
    for (const listener of process.rawListeners(event)) {
      if (!before[i].includes(listener)) process.removeListener(event, listener as () => void);
    }
  });
}

/** The first tensor of the CPU backend prints an advertisement for the native one, except in production mode. */
function withoutAdvertisement(first: () => void): void {
  const production = tf.env().getBool('PROD');
  tf.env().set('PROD', true);
  first();
  tf.env().set('PROD', production);
}

/**
 * Finds a backend that computes correctly: loads each in turn and checks it on a small loss and gradient with known values. If
 * anything goes wrong with one, the next is tried.
 *
 * @param forced - the value of IC_RECALL_BACKEND, or undefined
 * @throws InputError when `forced` names no backend (usage) or one that cannot run here, or when no backend can run
 */
export async function findBackend(forced: string | undefined, loaders: BackendLoaders = LOADERS): Promise<Backend> {
  registerGradients();
  if (forced !== undefined && forced !== '') {
    const name = BACKEND_NAMES.find((each) => each === forced);
    if (name === undefined) {
      throw usageError(
        `IC_RECALL_BACKEND="${forced}" is not a backend`,
        `choose one of ${BACKEND_NAMES.join(', ')}, or leave it unset`,
      );
    }
    const fault = await faultOf(loaders[name]);
    if (fault === null) return { name, passedOver: [] };
    throw new InputError(
      `the backend "${name}" forced by IC_RECALL_BACKEND cannot run here (${fault})`,
      'unset IC_RECALL_BACKEND to use the first that can',
    );
  }
  const passedOver: string[] = [];
  for (const name of BACKEND_NAMES) {
    const fault = await faultOf(loaders[name]);
    if (fault === null) return { name, passedOver };
    passedOver.push(`${name}: ${fault}`);
  }
  throw new InputError(`no tensor backend can run here (${passedOver.join('; ')})`, 'use the sparse engine');
}

async function faultOf(load: () => Promise<void>): Promise<string | null> {
  try {
    await load();
    return probe();
  } catch (error) {
    return firstLine(error instanceof Error ? error.message : String(error));
  }
}

function firstLine(text: string): string {
  return text
    .split('\n')[0]
    .replace(/ imported from .*/, '')
    .slice(0, 160);
}

/**
 * Checks the loss −log softmax(A · relu(B y)²)₀ and its gradient in y, for small A and B, against values worked out by hand.
 * With y = (1, 2), B y = (1, 3, −1), the squares are (1, 9, 0), A · … = (10, 1), and the loss is log(1 + e⁻⁹).
 *
 * @returns what is wrong; null when nothing is
 */
function probe(): string | null {
  const [loss, ...slopes] = tf.tidy(() => {
    const b = tf.tensor2d([1, 1, 1, 0, 1, -1], [2, 3]); // columns: y₁, y₁ + y₂, y₁ − y₂
    const a = tf.tensor2d([1, 1, 1, 0, 5, 7], [3, 2]);
    const target = tf.tensor2d([1, 0], [1, 2]);
    const { value, grad } = tf.valueAndGrad((y: tf.Tensor) => {
      const output = tf.matMul(tf.square(tf.relu(tf.matMul(tf.reshape(y, [1, 2]), b))), a);
      return tf.sum(tf.mul(tf.logSoftmax(output as tf.Tensor2D), tf.mul(target, -1)));
    })(tf.tensor1d([1, 2]));
    return [...value.dataSync(), ...grad.dataSync()];
  });
  // ℓ₀ = y₁² + (y₁ + y₂)² and ℓ₁ = y₁²: the loss is log(1 + e^{−(y₁ + y₂)²}), its slope in both −2 (y₁ + y₂) · e⁻⁹ / (1 + e⁻⁹).
  const wanted = [Math.log1p(Math.exp(-9)), ...[0, 1].map(() => (-6 * Math.exp(-9)) / (1 + Math.exp(-9)))];
  const worst = Math.max(...[loss, ...slopes].map((value, i) => Math.abs(value - wanted[i])));
  return worst < 1e-6 && slopes.length === 2 ? null : `a known loss and gradient are off by ${worst}`;
}

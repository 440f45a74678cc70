import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { findBackend, type BackendLoaders } from '../../src/engine/tensor/backend.js';
import { loadEngine } from '../../src/engine/load-engine.js';
import { TensorEngine, TENSOR_LIMIT } from '../../src/engine/tensor/tensor-engine.js';
import { ReferenceEngine, REFERENCE_LIMIT } from '../../src/engine/reference/reference-engine.js';
import { buildTransformer } from '../../src/model/transformer.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { drawPrompts } from '../../src/task/draw-prompts.js';
import { LatinFormula } from '../../src/task/tables/latin-formula.js';
import { plainLatinTable } from '../../src/task/tables/latin.js';
import { StoredTable } from '../../src/task/tables/stored-table.js';
import { fineTune, initialTheta } from '../../src/training/fine-tuning.js';
import { spawnCli } from '../kit/spawn-cli.js';
import { SEED } from '../kit/seed.js';

const refuse = (message: string) => () => Promise.reject(new Error(message));
const VECTORS = fileURLToPath(new URL('../vectors/model-vectors.json', import.meta.url));

beforeAll(async () => {
  await loadEngine('tensor');
});

describe('traps of tfjs', () => {
  it('core registers no gradients in Node: our registration adds the ten that the model needs', () => {
    const needed = [tf.Reshape, tf.Sum, tf.Add, tf.Sub, tf.Multiply, tf.Relu, tf.Square, tf.Pow, tf.Softmax, tf.BatchMatMul];
    for (const kernel of needed) expect([kernel, tf.getGradient(kernel) === undefined]).toEqual([kernel, false]);
    expect(tf.getGradient(tf.RealDiv)).toBeUndefined();
  });

  it('a float one-hot is wrong on WASM: the engine does not use it', async () => {
    const { backend } = await loadEngine('tensor');
    if (backend === 'wasm') {
      const hot = tf.tidy(() => tf.oneHot(tf.tensor1d([1], 'int32'), 3, 1, 0, 'float32').dataSync());
      expect(hot[1]).not.toBe(1); // when this is 1, the trap is gone
    }
    const model = buildTransformer(plainLatinTable('cyclic', 4, 2));
    const { loss } = new TensorEngine(model)
      .compile(drawPrompts(model.knowledge, 1, 4, RandomStream.of(SEED)))
      .gradient('relation', new Float64Array(3));
    expect(loss).toBeGreaterThan(0.1); // a one-hot of 10⁻⁴⁵ makes it 10⁻⁴⁴
  });

  it('a gather has no gradient on WASM, and products over nothing are garbage: the engine uses products over at least one unit', () => {
    expect(tf.getGradient(tf.GatherV2)).toBeUndefined();
    const empty = buildTransformer(new StoredTable({ subjects: 2, relations: 1, answers: 1 }, []));
    const logits = new TensorEngine(empty).logits({ context: [[0, 0]], query: 1 }, new Float64Array(3));
    expect([...logits.values]).toEqual([0, 0, 0, 0]);
  });

  it('WASM returns wrong gradients near its 4 GiB heap limit: larger tables are refused far below it', () => {
    const large = new LatinFormula(1024, 32);
    expect(() => new TensorEngine(buildTransformer(large))).toThrow(
      `the tensor engine takes 2N · V ≤ ${TENSOR_LIMIT}, and this table has 136314880 (N = 32768, V = 2080); use a smaller table, or the sparse engine`,
    );
    expect(4 * 4 * 2 * TENSOR_LIMIT).toBeLessThanOrEqual(2 ** 28); // four matrices, float32, and a packed copy of each
    expect(() => new ReferenceEngine(buildTransformer(large))).toThrow(`the reference engine takes 2N · V ≤ ${REFERENCE_LIMIT}`);
  });

  it('WASM has no threads in Node: the backend reports none, and the engine asks for none', () => {
    expect(tf.env().get('WASM_HAS_MULTITHREAD_SUPPORT')).toBe(false);
  });

  it('tensors do not leak over a training run', () => {
    const table = plainLatinTable('cyclic', 8, 2);
    const batch = new TensorEngine(buildTransformer(table)).compile(drawPrompts(table, 2, 16, RandomStream.of(SEED)));
    const before = tf.memory().numTensors;
    const run = fineTune(batch, initialTheta(2), { steps: 30 });
    expect(tf.memory().numTensors).toBe(before);
    expect(run.losses.answer[30]).toBeLessThan(run.losses.answer[0]);
  });

  it('the WASM backend leaves no handlers of process errors behind', () => {
    const { stderr } = spawnSync(
      process.execPath,
      [
        '--import',
        import.meta.resolve('tsx'),
        '--input-type=module',
        '--eval',
        `const { loadEngine } = await import(${JSON.stringify(new URL('../../src/engine/load-engine.ts', import.meta.url).href)});
         await loadEngine('tensor');
         console.error(process.listenerCount('uncaughtException'), process.listenerCount('unhandledRejection'));`,
      ],
      { encoding: 'utf8' },
    );
    expect(stderr.trim()).toBe('0 0');
  });
});

describe('the choice of a backend', () => {
  it('tries the next one whatever the first throws: no module, no code, no Error', async () => {
    const broken: readonly (() => Promise<void>)[] = [
      refuse('Cannot find package'),
      () => Promise.reject('a string'),
      async () => {
        await Promise.resolve();
        (undefined as unknown as () => void)();
      },
    ];
    for (const native of broken) {
      const backend = await findBackend(undefined, {
        native,
        wasm: refuse('no wasm here\nand a second line'),
        cpu: () => Promise.resolve(),
      });
      expect(backend.name).toBe('cpu');
      expect(backend.passedOver[1]).toBe('wasm: no wasm here');
    }
  });

  it('passes over one that loads but computes wrongly', async () => {
    const working: BackendLoaders = {
      native: () => Promise.resolve(),
      wasm: () => Promise.resolve(),
      cpu: () => Promise.resolve(),
    };
    const square = tf.getKernel(tf.Square, tf.getBackend());
    tf.unregisterKernel(tf.Square, tf.getBackend());
    tf.registerKernel({
      kernelName: tf.Square,
      backendName: tf.getBackend(),
      kernelFunc: ({ inputs }) => tf.mul(inputs['x'] as tf.Tensor, 1.5),
    });
    try {
      await expect(findBackend(undefined, working)).rejects.toThrow(
        /no tensor backend can run here \(native: a known loss and gradient are off by/,
      );
    } finally {
      tf.unregisterKernel(tf.Square, tf.getBackend());
      tf.registerKernel(square);
    }
    expect((await findBackend(undefined, working)).name).toBe('native');
  });

  it('uses a forced backend or throws', async () => {
    const failing: BackendLoaders = { native: refuse('no library'), wasm: refuse('no'), cpu: () => Promise.resolve() };
    expect(await findBackend('cpu', failing)).toEqual({ name: 'cpu', passedOver: [] });
    await expect(findBackend('native', failing)).rejects.toThrow(
      'the backend "native" forced by IC_RECALL_BACKEND cannot run here (no library)',
    );
    await expect(findBackend('gpu', failing)).rejects.toThrow(
      'IC_RECALL_BACKEND="gpu" is not a backend; choose one of native, wasm, cpu',
    );
  });

  it.each(['wasm', 'cpu'])('%s runs a vectors file from the command line and is named in the output', (name) => {
    const { code, stdout, stderr } = spawnCli(['conformance', VECTORS, '--engine', 'tensor'], undefined, {
      IC_RECALL_BACKEND: name,
    });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`engine tensor (${name}) conforms to 12 cases`);
  });

  it('a forced backend that cannot run or does not exist ends the command with a one-line error', () => {
    const unknown = spawnCli(['conformance', VECTORS, '--engine', 'tensor'], undefined, { IC_RECALL_BACKEND: 'gpu' });
    expect([unknown.code, unknown.stderr]).toEqual([
      64,
      'ic-recall: IC_RECALL_BACKEND="gpu" is not a backend; choose one of native, wasm, cpu, or leave it unset\n',
    ]);
  });
});

import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { accuracyOf } from '../../src/analysis/accuracy.js';
import { attentionPattern } from '../../src/analysis/attention-pattern.js';
import { MlpEngine } from '../../src/engine/mlp/mlp-engine.js';
import { toDense } from '../../src/model/logits.js';
import type { MlpMemory } from '../../src/model/mlp-memory.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { drawPrompts } from '../../src/task/draw-prompts.js';
import { drawLatinTable } from '../../src/task/tables/latin.js';
import { tableHash } from '../../src/task/table-hash.js';
import { fineTune, initialTheta } from '../../src/training/fine-tuning.js';
import { loadMemory, saveMemory } from '../../src/training/memory-file.js';
import { openPretrainer, type Pretrainer, type Pretraining } from '../../src/training/pretraining.js';
import { runCli } from '../kit/run-cli.js';
import { temporaryFolder } from '../kit/temporary-folder.js';
import { SEED } from '../kit/seed.js';

const random = RandomStream.of(SEED, 'pretraining');
const table = drawLatinTable('cyclic', 10, 3, random);
const prompts = drawPrompts(table, 2, 24, random);

/** A memory with random weights, of either activation. */
function randomMemory(activation: MlpMemory['activation'], width = 7): MlpMemory {
  const weights = (count: number) => Float32Array.from({ length: count }, () => random.uniform() - 0.4);
  return {
    activation,
    width,
    input: weights(23 * width),
    inputBias: weights(width),
    output: weights(width * 23),
    outputBias: weights(23),
  };
}

describe('an MLP memory', () => {
  it.each(['relu', 'squared-relu'] as const)('reads W₂ σ(W₁ x + b₁) + b₂, %s', (activation) => {
    const memory = randomMemory(activation);
    const mixture = { tokens: Int32Array.of(3, 12, 3), weights: Float64Array.of(0.5, 0.25, 0.25) };
    const logits = toDense(new MlpEngine(table, memory).read(mixture));
    const hidden = Array.from(
      { length: 7 },
      (_, j) => memory.inputBias[j] + 0.75 * memory.input[3 * 7 + j] + 0.25 * memory.input[12 * 7 + j],
    );
    const fired = hidden.map((h) => (activation === 'relu' ? Math.max(h, 0) : Math.max(h, 0) ** 2));
    for (let v = 0; v < 23; v++) {
      expect(logits[v]).toBeCloseTo(
        memory.outputBias[v] + fired.reduce((sum, value, j) => sum + value * memory.output[j * 23 + v], 0),
        12,
      );
    }
  });

  it.each(['relu', 'squared-relu'] as const)('has the gradients of central differences, %s', (activation) => {
    const batch = new MlpEngine(table, randomMemory(activation)).compile(prompts);
    for (const [step, length] of [
      ['relation', 5],
      ['answer', 6],
    ] as const) {
      const theta = Float64Array.from({ length }, () => random.uniform() - 0.5);
      const { gradient } = batch.gradient(step, theta);
      theta.forEach((logit, t) => {
        const at = (shift: number) => batch.gradient(step, theta.with(t, logit + shift)).loss;
        expect(gradient[t]).toBeCloseTo((at(1e-5) - at(-1e-5)) / 2e-5, 7);
      });
    }
  });

  it('is refused with shapes other than those of its table', () => {
    expect(() => new MlpEngine(drawLatinTable('cyclic', 11, 3, random), randomMemory('relu'))).toThrow(
      /a memory of width 7 for V = 25 has 175, 7, 175, 25 weights/,
    );
  });
});

describe('pretraining', () => {
  let pretrain: Pretrainer['pretrain'];
  let pretrained: Pretraining;

  beforeAll(async () => {
    ({ pretrain } = await openPretrainer());
    pretrained = pretrain(table, { width: 128, seed: SEED });
  });

  it('learns every fact in both directions', () => {
    expect([pretrained.recall, pretrained.end.kind]).toEqual([1, 'loss-below']);
    expect(pretrained.losses.at(-1)).toBeLessThan(0.01);
  });

  it('leads to the pairwise pattern when attention is fine-tuned before it', () => {
    const engine = new MlpEngine(table, pretrained.memory);
    const run = fineTune(engine.compile(prompts), initialTheta(2));
    const { relation, answer } = attentionPattern(run.snapshots[run.snapshots.length - 1].attention);
    expect(relation.queryShare).toBeLessThan(0.6);
    expect(Math.min(relation.balance, answer.balance)).toBeGreaterThan(0.75);
    expect(answer.mass).toBeGreaterThan(0.8);
    expect(accuracyOf(engine, run.theta, drawPrompts(table, 2, 300, random)).rate).toBeGreaterThanOrEqual(0.95);
  });

  it('gives the same memory for the same seed, and leaks no tensors', async () => {
    const before = tf.memory().numTensors;
    const again = pretrain(table, { width: 128, seed: SEED });
    expect(again.losses).toEqual(pretrained.losses);
    expect(again.memory).toEqual(pretrained.memory);
    const other = pretrain(table, { width: 128, seed: SEED + 1, activation: 'squared-relu', steps: 5 });
    expect(other.losses[0]).not.toBe(pretrained.losses[0]);
    expect([other.end.kind, other.losses.length]).toEqual(['steps', 6]);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('stops when the loss is not finite, and reports the step', async () => {
    const { end, losses } = pretrain(table, { width: 16, seed: SEED, learningRate: 1e30 });
    expect(end.kind).toBe('diverged');
    expect(losses.slice(0, -1).every(Number.isFinite)).toBe(true);
  });

  it('refuses a width of 0', async () => {
    expect(() => pretrain(table, { width: 0, seed: 1 })).toThrow('the width of a memory must be a whole number ≥ 1, not 0');
  });

  it('saves a memory that loads again unchanged', async () => {
    const folder = temporaryFolder();
    await saveMemory(pretrained.memory, table, folder);
    expect(await loadMemory(folder, table)).toEqual(pretrained.memory);
  });

  it.each<[string, (folder: string) => void, RegExp]>([
    [
      'cut short',
      (folder) => cut(join(folder, 'memory.weights.bin')),
      /memory\.weights\.bin: has \d+ bytes where the manifest says \d+/,
    ],
    ['with a weight that is not a number', (folder) => poison(join(folder, 'memory.weights.bin')), /weight 0 of "input" is NaN/],
    [
      'of another shape',
      (folder) => edit(folder, '"width": 128', '"width": 64'),
      /the weights "input" have the shape \[23,128\] instead of \[23,64\]/,
    ],
    [
      'of another version',
      (folder) => edit(folder, '"version": 1', '"version": 2'),
      /memory\.json: is not a memory of this version: version/,
    ],
    [
      'without its weights',
      (folder) => edit(folder, '"weightsManifest"', '"weights"'),
      /is not a memory of this version: weightsManifest/,
    ],
  ])('%s, it is refused with the file and the field', async (_, damage, message) => {
    const folder = temporaryFolder();
    await saveMemory(pretrained.memory, table, folder);
    damage(folder);
    await expect(loadMemory(folder, table)).rejects.toThrow(message);
  });

  it('refuses to load a memory of another table, by its hash', async () => {
    const folder = temporaryFolder();
    await saveMemory(pretrained.memory, table, folder);
    const other = drawLatinTable('cyclic', 10, 3, random);
    expect(tableHash(other)).not.toBe(tableHash(table));
    await expect(loadMemory(folder, other)).rejects.toThrow(/was pretrained on another table/);
    await expect(loadMemory(temporaryFolder(), table)).rejects.toThrow(/memory\.json: cannot be read \(ENOENT\)/);
  });

  it('runs from the command line with progress, and saves and loads there', async () => {
    const folder = temporaryFolder();
    const words = ['train', '--subjects', '8', '--relations', '2', '--memory', 'pretrained'];
    const saved = await runCli([...words, '--width', '96', '--save', 'memory'], folder);
    expect(saved.code).toBe(0);
    expect(saved.stderr).toMatch(/^pretrained in \d+ steps on the \w+ backend: loss 0\.00\d+, recall 1\.000$/m);
    const loaded = await runCli([...words, '--load', 'memory'], folder);
    expect([loaded.code, loaded.stderr]).toEqual([0, '']);
    const accuracy = (stdout: string) => stdout.slice(stdout.indexOf('accuracy on'));
    expect(accuracy(loaded.stdout)).toBe(accuracy(saved.stdout));
    const other = await runCli(
      ['train', '--subjects', '9', '--relations', '2', '--memory', 'pretrained', '--load', 'memory'],
      folder,
    );
    expect([other.code, other.stderr]).toEqual([
      3,
      expect.stringMatching(/^ic-recall: memory\/memory\.json: was pretrained on another table; [^\n]*\n$/),
    ]);
    expect((await runCli([...words, '--width', '0'])).stderr).toContain('--width must be a whole number in 1 … 16384, not "0"');
  });
});

function cut(file: string): void {
  writeFileSync(file, readFileSync(file).subarray(0, 1000));
}

function poison(file: string): void {
  const bytes = readFileSync(file);
  bytes.writeFloatLE(Number.NaN, 0);
  writeFileSync(file, bytes);
}

function edit(folder: string, from: string, to: string): void {
  const file = join(folder, 'memory.json');
  copyFileSync(file, join(folder, 'before.json'));
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
}

import { describe, expect, it } from 'vitest';
import { SparseEngine } from '../../src/engine/sparse/sparse-engine.js';
import { softmax } from '../../src/model/attention.js';
import { buildTransformer } from '../../src/model/transformer.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { drawPrompts } from '../../src/task/draw-prompts.js';
import { drawLatinTable } from '../../src/task/tables/latin.js';
import { fineTune, initialTheta, resolveFineTuning } from '../../src/training/fine-tuning.js';
import { SEED } from '../kit/seed.js';

function batchAndPairs() {
  const random = RandomStream.of(SEED, 'training');
  const table = drawLatinTable('cyclic', 12, 4, random);
  return { batch: new SparseEngine(buildTransformer(table)).compile(drawPrompts(table, 3, 16, random)), pairs: 3 };
}

describe('fine-tuning', () => {
  it('starts at θ = 0, uniform attention', () => {
    const theta = initialTheta(3);
    expect([theta.relation.length, theta.answer.length]).toEqual([7, 8]);
    expect([...softmax(theta.relation)]).toEqual(Array.from({ length: 7 }, () => 1 / 7));
  });

  it('takes plain gradient steps on both rows, and does not modify the initial θ', () => {
    const { batch, pairs } = batchAndPairs();
    const start = initialTheta(pairs);
    const run = fineTune(batch, start, { steps: 2, learningRate: 0.5 });
    const theta = initialTheta(pairs);
    for (let step = 0; step < 2; step++) {
      for (const row of ['relation', 'answer'] as const) {
        const { loss, gradient } = batch.gradient(row, theta[row]);
        expect(run.losses[row][step]).toBe(loss);
        gradient.forEach((slope, t) => (theta[row][t] -= 0.5 * slope));
      }
    }
    expect(run.theta).toEqual(theta);
    expect(run.losses.relation[2]).toBe(batch.gradient('relation', theta.relation).loss);
    expect(start).toEqual(initialTheta(pairs));
  });

  it('records the first, the last and the requested steps', () => {
    const { batch, pairs } = batchAndPairs();
    const run = fineTune(batch, initialTheta(pairs), { steps: 10, recordAt: [3, 7, 99] });
    expect(run.snapshots.map(({ step }) => step)).toEqual([0, 3, 7, 10]);
    expect(run.snapshots[3].attention.answer).toEqual(softmax(run.theta.answer));
    expect(run.losses.answer).toHaveLength(11);
    expect(run.end).toEqual({ kind: 'steps' });
    expect(fineTune(batch, initialTheta(pairs), { steps: 0 }).snapshots.map(({ step }) => step)).toEqual([0]);
  });

  it('keeps a frozen row unchanged and trains the other as usual', () => {
    const { batch, pairs } = batchAndPairs();
    const free = fineTune(batch, initialTheta(pairs));
    const frozen = fineTune(batch, initialTheta(pairs), { frozen: 'answer' });
    expect(frozen.theta.answer).toEqual(initialTheta(pairs).answer);
    expect(frozen.theta.relation).toEqual(free.theta.relation);
  });

  it('stops as soon as both losses are below a threshold, and not before', () => {
    const { batch, pairs } = batchAndPairs();
    const run = fineTune(batch, initialTheta(pairs), { steps: 5000, stopBelow: 0.05 });
    expect(run.end).toEqual({ kind: 'losses-below', threshold: 0.05 });
    const both = (step: number) => Math.max(run.losses.relation[step], run.losses.answer[step]);
    expect(both(run.steps)).toBeLessThan(0.05);
    expect(both(run.steps - 1)).toBeGreaterThanOrEqual(0.05);
  });

  it('stops at a loss that is not finite, reports the step, and keeps the trajectory', () => {
    const { batch, pairs } = batchAndPairs();
    let calls = 0;
    const failing = {
      size: batch.size,
      gradient: (...[step, theta]: Parameters<typeof batch.gradient>) => {
        const result = batch.gradient(step, theta);
        return ++calls > 6 ? { ...result, loss: Number.NaN } : result;
      },
    };
    const run = fineTune(failing, initialTheta(pairs));
    expect(run.end).toEqual({ kind: 'diverged', step: 3 });
    expect(run.losses.answer.slice(0, 3).every(Number.isFinite)).toBe(true);
    expect(run.losses.answer).toHaveLength(4);
  });

  it('fills in its defaults, and refuses options that are out of range', () => {
    expect(resolveFineTuning({})).toEqual({ learningRate: 0.3, steps: 200, frozen: null, stopBelow: 0, recordAt: [] });
    expect(() => resolveFineTuning({ learningRate: 0 })).toThrow(/learning rate must be positive/);
    expect(() => resolveFineTuning({ steps: 1.5 })).toThrow(/steps must be a whole number/);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Engine, OpenEngine } from '../../src/engine/engine.js';
import { loadEngine } from '../../src/engine/load-engine.js';
import { ReferenceEngine } from '../../src/engine/reference/reference-engine.js';
import { TensorEngine } from '../../src/engine/tensor/tensor-engine.js';
import { toDense } from '../../src/model/logits.js';
import type { Step } from '../../src/model/step.js';
import { relationToken } from '../../src/model/vocabulary.js';
import { batchOf, type Prompt } from '../../src/task/prompt.js';
import { float32Bound } from '../kit/float32-bound.js';
import { openSparse } from '../kit/open-sparse.js';
import { instances, type Instance } from '../kit/random-instance.js';
import { SEED } from '../kit/seed.js';

const STEPS: readonly Step[] = ['relation', 'answer'];

function largest(one: ArrayLike<number>, other: ArrayLike<number>): number {
  return Math.max(...Array.from(one, (value, i) => Math.abs(value - other[i])));
}

interface StepDeviation {
  readonly logits: number;
  readonly loss: number;
  readonly gradient: number;
}

/**
 * The deviations of an engine from the reference on one step of an instance: logits of every prompt, loss and gradient of the
 * batch.
 */
function deviation(engine: Engine, reference: Engine, instance: Instance, step: Step): StepDeviation {
  const theta = step === 'relation' ? instance.theta1 : instance.theta2;
  const fedOf = (prompt: Prompt) => (step === 'answer' ? relationToken(instance.model.knowledge, prompt.relation) : undefined);
  const logits = instance.prompts.map((prompt) =>
    largest(toDense(engine.logits(prompt, theta, fedOf(prompt))), toDense(reference.logits(prompt, theta, fedOf(prompt)))),
  );
  const batch = batchOf(instance.prompts);
  const [own, exact] = [engine, reference].map((each) => each.compile(batch).gradient(step, theta));
  return { logits: Math.max(...logits), loss: Math.abs(own.loss - exact.loss), gradient: largest(own.gradient, exact.gradient) };
}

/** Runs the agreement property. Returns the largest deviations, or throws with a case beyond `within`. */
function assertAgreement(
  open: OpenEngine,
  arbitrary: fc.Arbitrary<Instance>,
  within: (found: StepDeviation, instance: Instance, step: Step) => void,
  numRuns: number,
): StepDeviation {
  const seen = { logits: 0, loss: 0, gradient: 0 };
  fc.assert(
    fc.property(arbitrary, fc.constantFrom(...STEPS), (instance, step) => {
      const found = deviation(open(instance.model), new ReferenceEngine(instance.model), instance, step);
      within(found, instance, step);
      for (const quantity of ['logits', 'loss', 'gradient'] as const) seen[quantity] = Math.max(seen[quantity], found[quantity]);
    }),
    { seed: SEED, numRuns },
  );
  return seen;
}

function withinExact({ logits, loss, gradient }: StepDeviation, { model }: Instance): void {
  expect(Math.max(logits, loss, gradient)).toBeLessThan(1e-9 * Math.max(1, model.beta / 12));
}

const smooth = instances({ powers: [1, 2, 3], biasAt: (power) => power > 1 });

function withinFloat32(found: StepDeviation, instance: Instance, step: Step): void {
  const theta = step === 'relation' ? instance.theta1 : instance.theta2;
  const bounds = instance.prompts.map((prompt) =>
    float32Bound(instance, prompt, theta, step === 'answer' ? relationToken(instance.model.knowledge, prompt.relation) : undefined),
  );
  for (const quantity of ['logits', 'loss', 'gradient'] as const) {
    expect(found[quantity]).toBeLessThanOrEqual(Math.max(...bounds.map((bound) => bound[quantity])));
  }
}

describe(`agreement of the engines (seed ${SEED})`, () => {
  it('sparse is within 10⁻⁹ of the reference on random instances: any table, p, b, θ', () => {
    const seen = assertAgreement(openSparse, instances(), withinExact, 300);
    console.info('sparse − reference, largest deviations:', seen);
    expect(seen.gradient).toBeGreaterThan(0); // they are two computations, not the same one twice
  });

  it('tensor is within float32 rounding of the reference', async () => {
    const { open, backend } = await loadEngine('tensor');
    const seen = assertAgreement(open, smooth, withinFloat32, 300);
    console.info(`tensor (${backend}) − reference, largest deviations:`, seen);
  });

  it('tensor: the hand-written gradient of the memory equals the automatic one to rounding', async () => {
    await loadEngine('tensor');
    fc.assert(
      fc.property(smooth, fc.constantFrom(...STEPS), (instance, step) => {
        const theta = step === 'relation' ? instance.theta1 : instance.theta2;
        const [byHand, automatic] = (['by-hand', 'automatic'] as const).map((how) =>
          new TensorEngine(instance.model, how).compile(batchOf(instance.prompts)).gradient(step, theta),
        );
        const scale = Math.max(1, ...automatic.gradient.map(Math.abs));
        expect(largest(byHand.gradient, automatic.gradient) / scale).toBeLessThan(1e-4);
      }),
      { seed: SEED, numRuns: 100 },
    );
  });

  it.each([
    [
      'slopes of the memory are half of what they are',
      (engine: Engine): Engine => withGradient(engine, (gradient) => gradient.map((slope) => slope / 2)),
    ],
    [
      'the mean over prompts is a sum',
      (engine: Engine): Engine => withGradient(engine, (gradient, prompts) => gradient.map((slope) => slope * prompts)),
    ],
    [
      'the softmax is not centred',
      (engine: Engine): Engine => withGradient(engine, (gradient) => gradient.map((slope, t) => (t === 0 ? slope + 1e-6 : slope))),
    ],
  ])('a wrong engine is caught within 100 cases: %s', (_, break_) => {
    expect(() => assertAgreement((model) => break_(openSparse(model)), instances(), withinExact, 100)).toThrow(
      /Property failed after \d+ tests/,
    );
  });

  it('the tolerance distinguishes float32 from float64: the tensor engine fails it', async () => {
    const { open } = await loadEngine('tensor');
    expect(() => assertAgreement(open, smooth, withinExact, 100)).toThrow(/Property failed/);
  });
});

function withGradient(engine: Engine, change: (gradient: Float64Array, prompts: number) => Float64Array): Engine {
  return {
    name: engine.name,
    precision: engine.precision,
    model: engine.model,
    read: (mixture) => engine.read(mixture),
    logits: (prompt, theta, fed) => engine.logits(prompt, theta, fed),
    compile: (batch) => {
      const compiled = engine.compile(batch);
      return {
        size: compiled.size,
        gradient: (step, theta) => {
          const { loss, gradient } = compiled.gradient(step, theta);
          return { loss, gradient: change(gradient, batch.prompts.length) };
        },
      };
    },
  };
}

import fc from 'fast-check';
import { expect } from 'vitest';
import { RandomStream } from '../../src/random/random-stream.js';
import type { Conclusion } from '../../src/verify/conclusion.js';
import type { Experiment } from '../../src/verify/experiment.js';
import { SEED } from './seed.js';

/** Unbiased cases of an experiment. */
export function drawCases<Case>(experiment: Experiment<Case>, count: number): Case[] {
  return Array.from({ length: count }, (_, index) => {
    const random = new fc.Random(RandomStream.of(SEED, 'laws', experiment.id, index));
    return experiment.cases.arbitrary.generate(random, undefined).value;
  });
}

/** Asserts the laws of every experiment. */
export function assertExperimentLaws(experiment: Experiment, cases: number): void {
  const [values, again] = [drawCases(experiment, cases), drawCases(experiment, cases)];
  values.forEach((value, i) => {
    assertDrawsRepeat(experiment, value, again[i]);
    assertMeetsAssumptions(experiment, value);
    const conclusions = conclusionsOf(experiment, value);
    assertFinite(conclusions);
    expect(conclusionsOf(experiment, again[i])).toEqual(conclusions);
    assertShrinksToCases(experiment, value);
    assertDecodesToTheSame(experiment, value, conclusions);
    expect(conclusionsOf(experiment, value)).toEqual(conclusions); // an evaluation changes nothing
    assertFactorsCanBeRedrawn(experiment, value, i);
  });
  assertRedrawsChange(experiment, values);
}

/** Equal streams give equal cases. */
function assertDrawsRepeat(experiment: Experiment, value: unknown, again: unknown): void {
  expect(experiment.codec.encode(again)).toEqual(experiment.codec.encode(value));
  expect(experiment.presentation.describe(again)).toBe(experiment.presentation.describe(value));
  expect(JSON.parse(JSON.stringify(experiment.codec.encode(value)))).toEqual(experiment.codec.encode(value));
}

/**
 * A case of the estimate meets the assumptions of a claim. Other claims that share the case may assume more, and then name the
 * assumption in their domain.
 */
function assertMeetsAssumptions(experiment: Experiment, value: unknown): void {
  const broken = experiment.tests.map((test) => test.unmet(value));
  expect(broken).toContainEqual([]);
  experiment.tests.forEach(({ claim }, i) => {
    for (const { assumption } of broken[i]) expect(claim.domain).toContain(assumption);
  });
}

/** The conclusions of all claims from one observation of a case. */
function conclusionsOf(experiment: Experiment, value: unknown): Conclusion[] {
  const observed = experiment.observe(value);
  return experiment.tests.map((test) => test.conclude(value, observed));
}

function assertFinite(conclusions: readonly Conclusion[]): void {
  for (const { value, margin } of conclusions.flatMap(({ quantities }) => quantities)) {
    expect([value, margin].every(Number.isFinite)).toBe(true);
  }
}

/** A case shrinks without the context of its draw, to valid cases, never to itself. */
function assertShrinksToCases(experiment: Experiment, value: unknown): void {
  expect(experiment.cases.arbitrary.canShrinkWithoutContext(value)).toBe(true);
  const own = JSON.stringify(experiment.codec.encode(value));
  for (const simpler of experiment.cases.arbitrary.shrink(value, undefined)) {
    expect(experiment.cases.arbitrary.canShrinkWithoutContext(simpler.value)).toBe(true);
    expect(JSON.stringify(experiment.codec.encode(simpler.value))).not.toBe(own);
  }
}

/** A decoded case encodes to the same value, breaks the same assumptions, and has the same conclusions to the last bit. */
function assertDecodesToTheSame(experiment: Experiment, value: unknown, conclusions: readonly Conclusion[]): void {
  const encoded = experiment.codec.encode(value);
  const decoded = experiment.codec.decode(JSON.parse(JSON.stringify(encoded)));
  expect(experiment.codec.encode(decoded)).toEqual(encoded);
  for (const test of experiment.tests) expect(test.unmet(decoded)).toEqual(test.unmet(value));
  expect(conclusionsOf(experiment, decoded)).toEqual(conclusions);
}

/** A redrawn factor gives a valid case, which the stream decides. A case from a file may not say enough to redraw its factors. */
function assertFactorsCanBeRedrawn(experiment: Experiment, value: unknown, index: number): void {
  const { factors = [] } = experiment.cases;
  expect(new Set(factors.map(({ name }) => name)).size).toBe(factors.length);
  for (const factor of factors) {
    const draw = () => factor.redraw(value, RandomStream.of(SEED, 'parts', experiment.id, index, factor.name));
    const redrawn = draw();
    if (redrawn === null) throw new Error(`${experiment.id}: a drawn case says how "${factor.name}" was made`);
    expect(experiment.codec.encode(redrawn)).toEqual(experiment.codec.encode(draw()));
    const back = experiment.codec.decode(experiment.codec.encode(redrawn));
    expect(experiment.codec.encode(back)).toEqual(experiment.codec.encode(redrawn));
    factor.redraw(back, RandomStream.of(SEED, 'parts')); // null or a case: it does not throw
  }
}

/** A redrawn factor changes the case for some case and some stream: in a small case, it may have one value only. */
function assertRedrawsChange(experiment: Experiment, values: readonly unknown[]): void {
  const textOf = (value: unknown) => JSON.stringify(experiment.codec.encode(value));
  const still = (experiment.cases.factors ?? []).filter((factor) =>
    values.every((value) =>
      Array.from({ length: REDRAWS }, (_, i) => RandomStream.of(SEED, 'redraws', experiment.id, factor.name, i)).every((random) => {
        return textOf(factor.redraw(value, random)) === textOf(value);
      }),
    ),
  );
  expect(still.map(({ name }) => name)).toEqual([]);
}

/** The number of streams for each factor: the factor with the fewest values, three, stays the same in all with a chance of 3⁻¹². */
const REDRAWS = 12;

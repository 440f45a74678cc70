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

/** The laws that every experiment keeps, whatever it is about. */
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
    expect(conclusionsOf(experiment, value)).toEqual(conclusions); // however often it is evaluated
    assertFactorsAreDrawnAnew(experiment, value, i);
  });
  assertFactorsChange(experiment, values);
}

/** The same stream gives the same case, by value. */
function assertDrawsRepeat(experiment: Experiment, value: unknown, again: unknown): void {
  expect(experiment.codec.encode(again)).toEqual(experiment.codec.encode(value));
  expect(experiment.presentation.describe(again)).toBe(experiment.presentation.describe(value));
  expect(JSON.parse(JSON.stringify(experiment.codec.encode(value)))).toEqual(experiment.codec.encode(value));
}

/** What the estimate draws is what the claims speak of; of claims that share their cases one may speak of fewer, and says so in its domain. */
function assertMeetsAssumptions(experiment: Experiment, value: unknown): void {
  const broken = experiment.tests.map((test) => test.unmet(value));
  expect(broken).toContainEqual([]);
  experiment.tests.forEach(({ claim }, i) => {
    for (const { assumption } of broken[i]) expect(claim.domain).toContain(assumption);
  });
}

/** What every claim concludes from one observation of a case. */
function conclusionsOf(experiment: Experiment, value: unknown): Conclusion[] {
  const observed = experiment.observe(value);
  return experiment.tests.map((test) => test.conclude(value, observed));
}

function assertFinite(conclusions: readonly Conclusion[]): void {
  for (const { value, margin } of conclusions.flatMap(({ quantities }) => quantities)) {
    expect([value, margin].every(Number.isFinite)).toBe(true);
  }
}

/** A case shrinks without knowing how it was drawn, to cases of its kind, never to itself. */
function assertShrinksToCases(experiment: Experiment, value: unknown): void {
  expect(experiment.cases.arbitrary.canShrinkWithoutContext(value)).toBe(true);
  const own = JSON.stringify(experiment.codec.encode(value));
  for (const simpler of experiment.cases.arbitrary.shrink(value, undefined)) {
    expect(experiment.cases.arbitrary.canShrinkWithoutContext(simpler.value)).toBe(true);
    expect(JSON.stringify(experiment.codec.encode(simpler.value))).not.toBe(own);
  }
}

/** The value of a case stands for the case: it is written the same again, breaks as little, and comes to the same conclusions to the last bit. */
function assertDecodesToTheSame(experiment: Experiment, value: unknown, conclusions: readonly Conclusion[]): void {
  const encoded = experiment.codec.encode(value);
  const decoded = experiment.codec.decode(JSON.parse(JSON.stringify(encoded)));
  expect(experiment.codec.encode(decoded)).toEqual(encoded);
  for (const test of experiment.tests) expect(test.unmet(decoded)).toEqual(test.unmet(value));
  expect(conclusionsOf(experiment, decoded)).toEqual(conclusions);
}

/** A factor that is drawn anew gives a case like any other, the same for one stream; a case from a file may say too little of how it was made. */
function assertFactorsAreDrawnAnew(experiment: Experiment, value: unknown, index: number): void {
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

/** A factor that is drawn anew is not always what it was: of a small case it may be all there is, so some case and stream must show it. */
function assertFactorsChange(experiment: Experiment, values: readonly unknown[]): void {
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

/** Streams that a factor is drawn from: the least varied, a number out of three, is what it was in all of them with a chance of 3⁻¹². */
const REDRAWS = 12;

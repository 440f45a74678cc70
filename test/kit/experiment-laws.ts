import fc from 'fast-check';
import { expect } from 'vitest';
import { RandomStream } from '../../src/random/random-stream.js';
import type { Experiment } from '../../src/verify/experiment.js';
import { SEED } from './seed.js';

/** Unbiased cases of an experiment. */
export function drawCases<Case>(experiment: Experiment<Case>, count: number): Case[] {
  return Array.from({ length: count }, (_, index) => {
    const random = new fc.Random(RandomStream.of(SEED, 'laws', experiment.id, index));
    return experiment.arbitrary.generate(random, undefined).value;
  });
}

/** The laws that every experiment keeps, whatever it is about. */
export function assertExperimentLaws(experiment: Experiment, cases: number): void {
  const [values, again] = [drawCases(experiment, cases), drawCases(experiment, cases)];
  values.forEach((value, i) => {
    assertDrawsRepeat(experiment, value, again[i]);
    assertMeetsAssumptions(experiment, value);
    assertConcludesAlike(experiment, value, again[i]);
    assertShrinksToCases(experiment, value);
  });
}

/** The same stream gives the same case, by value. */
function assertDrawsRepeat(experiment: Experiment, value: unknown, again: unknown): void {
  expect(experiment.encode(again)).toEqual(experiment.encode(value));
  expect(experiment.describe(again)).toBe(experiment.describe(value));
  expect(JSON.parse(JSON.stringify(experiment.encode(value)))).toEqual(experiment.encode(value));
}

/** What the estimate draws is what the claims speak of: nothing is rejected. */
function assertMeetsAssumptions(experiment: Experiment, value: unknown): void {
  for (const test of experiment.tests) expect(test.breaches(value)).toEqual([]);
}

/** One case gives one conclusion, of finite numbers, however often it is evaluated. */
function assertConcludesAlike(experiment: Experiment, value: unknown, again: unknown): void {
  for (const test of experiment.tests) {
    const conclusion = test.conclude(value, experiment.observe(value));
    expect(test.conclude(again, experiment.observe(again))).toEqual(conclusion);
    for (const quantity of conclusion.quantities)
      expect(Number.isFinite(quantity.value) && Number.isFinite(quantity.margin)).toBe(true);
  }
}

/** A case shrinks without knowing how it was drawn, to cases of its kind, never to itself. */
function assertShrinksToCases(experiment: Experiment, value: unknown): void {
  expect(experiment.arbitrary.canShrinkWithoutContext(value)).toBe(true);
  const own = JSON.stringify(experiment.encode(value));
  for (const simpler of experiment.arbitrary.shrink(value, undefined)) {
    expect(experiment.arbitrary.canShrinkWithoutContext(simpler.value)).toBe(true);
    expect(JSON.stringify(experiment.encode(simpler.value))).not.toBe(own);
  }
}

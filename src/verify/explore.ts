import { drawsOf } from './draws.js';
import { EvaluationError } from './evaluation-error.js';
import { concludeOn, counterexampleOf, maskOf } from './examiner.js';
import type { Measurement } from './evidence.js';
import type { ClaimTest, Experiment } from './experiment.js';
import { checkStop, type Journal } from './journal.js';
import { Tally } from './measure.js';
import type { OnProgress } from './estimate.js';

/**
 * Measures claims on cases that break their assumptions: shown as exploratory, decides nothing.
 *
 * @throws EvaluationError when a case cannot be evaluated
 * @throws Interrupted when the run was asked to stop
 */
export function explore<Case, Observation>(
  experiment: Experiment<Case, Observation>,
  tests: readonly ClaimTest<Case, Observation>[],
  cases: number,
  { seed, journal, onProgress }: { readonly seed: bigint; readonly journal: Journal; readonly onProgress: OnProgress },
): Measurement[] {
  const mask = tests.reduce((bits, test) => bits | maskOf(experiment, test), 0);
  const tallies = tests.map(() => new Tally());
  const values: Case[] = [];
  for (const value of explored(experiment, cases, seed)) {
    checkStop(journal);
    const index = values.push(value) - 1;
    try {
      journal.at('exploration', mask, index);
      const observation = experiment.observe(value);
      tests.forEach((test, i) => {
        journal.at('exploration', maskOf(experiment, test), index);
        tallies[i].add(index, concludeOn(test, value, observation), experiment.stratum(value));
      });
    } catch (error) {
      throw EvaluationError.of(error, experiment.encode(value));
    }
    onProgress(index + 1, cases);
  }
  return tallies.map((tally) =>
    tally.total(({ value, conclusion }) => counterexampleOf(experiment, { value: values[value], conclusion })),
  );
}

/** The cases that are explored, in their order. */
export function* explored<Case>(experiment: Experiment<Case>, cases: number, seed: bigint): Generator<Case> {
  if (experiment.enumerate !== undefined) yield* experiment.enumerate();
  else {
    const draw = drawsOf(experiment, seed);
    for (let index = 0; index < cases; index++) yield draw(index);
  }
}

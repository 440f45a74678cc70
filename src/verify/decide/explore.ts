import { drawsOf } from './draws.js';
import { EvaluationError, originOf } from '../evaluation-error.js';
import { concludeOn, counterexampleOf, maskOf } from './evaluator.js';
import type { Measurement } from '../evidence.js';
import type { ClaimTest, Experiment } from '../experiment.js';
import { checkStop, type Heartbeat } from './heartbeat.js';
import { CaseCounts } from './case-counts.js';
import type { OnProgress } from './estimate.js';

/**
 * Measures claims on cases that break their assumptions. The result is exploratory: it decides nothing.
 *
 * @throws EvaluationError when a case cannot be evaluated
 * @throws Interrupted when the run was asked to stop
 */
export function explore<Case, Observation>(
  experiment: Experiment<Case, Observation>,
  tests: readonly ClaimTest<Case, Observation>[],
  cases: number,
  { seed, heartbeat, onProgress }: { readonly seed: bigint; readonly heartbeat: Heartbeat; readonly onProgress: OnProgress },
): Measurement[] {
  const mask = tests.reduce((bits, test) => bits | maskOf(experiment, test), 0);
  const counts = tests.map(() => new CaseCounts());
  const values: Case[] = [];
  const source = explored(experiment, cases, seed);
  for (let index = 0; ; index++) {
    checkStop(heartbeat);
    heartbeat.at('exploration', mask, index);
    const value = nextOf(source, experiment.id, index);
    if (value === null) break;
    values.push(value.drawn);
    try {
      const observation = experiment.observe(value.drawn);
      tests.forEach((test, i) => {
        heartbeat.at('exploration', maskOf(experiment, test), index);
        counts[i].add(index, concludeOn(test, value.drawn, observation), experiment.presentation.stratum(value.drawn));
      });
    } catch (error) {
      throw EvaluationError.on(error, () => experiment.codec.encode(value.drawn));
    }
    onProgress(index + 1, cases);
  }
  return counts.map((each) =>
    each.total(({ value, conclusion }) => counterexampleOf(experiment, { value: values[value], conclusion })),
  );
}

/** The cases of an exploration: every case of a finite domain, or else the first draws. */
export function* explored<Case>(experiment: Experiment<Case>, cases: number, seed: bigint): Generator<Case> {
  if (experiment.cases.enumerate !== undefined) yield* experiment.cases.enumerate(seed);
  else {
    const draw = drawsOf(experiment, seed);
    for (let index = 0; index < cases; index++) yield draw(index);
  }
}

/** The next case, boxed, since a case may itself be null; null at the end. */
function nextOf<Case>(source: Generator<Case>, id: string, index: number): { readonly drawn: Case } | null {
  try {
    const next = source.next();
    return next.done === true ? null : { drawn: next.value };
  } catch (error) {
    throw EvaluationError.of(error, originOf({ exploration: id, index }));
  }
}

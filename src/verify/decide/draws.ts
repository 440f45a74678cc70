import fc from 'fast-check';
import { RandomStream } from '../../random/random-stream.js';
import { EvaluationError, originOf } from '../evaluation-error.js';
import type { Experiment, Json } from '../experiment.js';

/** The case at an index of an experiment's stream: the same whoever draws it, and in whatever order. */
export function drawsOf<Case>({ id, cases: { arbitrary } }: Experiment<Case>, seed: bigint): (index: number) => Case {
  const streams = RandomStream.family(seed, 'estimate', id);
  return (index) => {
    try {
      return arbitrary.generate(new fc.Random(streams(index)), undefined).value; // no bias factor: the declared distribution
    } catch (error) {
      throw EvaluationError.of(error, drawnFrom(id, seed, index)); // there is no case yet
    }
  };
}

/** Where a case comes from, for one that cannot be told by value. */
export function drawnFrom(id: string, seed: bigint, index: number): Json {
  return originOf({ stream: [String(seed), 'estimate', id, index] });
}

/** The first case of an experiment: what a given subject looks like. */
export function firstCase<Case>(experiment: Experiment<Case>, seed: bigint): Case {
  if (experiment.cases.enumerate === undefined) return drawsOf(experiment, seed)(0);
  for (const value of experiment.cases.enumerate(seed)) return value;
  throw new RangeError(`the experiment "${experiment.id}" has no case`);
}

import fc from 'fast-check';
import { RandomStream } from '../../random/random-stream.js';
import { EvaluationError, originOf } from '../evaluation-error.js';
import type { Experiment, Json } from '../experiment.js';

/** The draws of an experiment's estimate: each index gives the same case, on whatever machine and in whatever order it is drawn. */
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

/** The origin of a draw, for a case that cannot be given by value. */
export function drawnFrom(id: string, seed: bigint, index: number): Json {
  return originOf({ stream: [String(seed), 'estimate', id, index] });
}

/**
 * The first case of an experiment.
 *
 * @throws RangeError when a finite domain is empty
 */
export function firstCase<Case>(experiment: Experiment<Case>, seed: bigint): Case {
  if (experiment.cases.enumerate === undefined) return drawsOf(experiment, seed)(0);
  for (const value of experiment.cases.enumerate(seed)) return value;
  throw new RangeError(`the experiment "${experiment.id}" has no case`);
}

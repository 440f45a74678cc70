import fc from 'fast-check';
import { RandomStream } from '../random/random-stream.js';
import { isViolation, type Conclusion } from './conclusion.js';
import type { Counterexample, Hunt } from './evidence.js';
import type { ClaimTest, Experiment } from './experiment.js';
import type { Violation } from './measure.js';

/** How often a counterexample is evaluated again before it is believed. */
const REPLAYS = 3;

/** A counterexample after its replays. */
export interface Confirmed {
  readonly counterexample: Counterexample;
  readonly replays: number;
  /** How many replays failed; fewer than all of them means that the case is unstable. */
  readonly failed: number;
}

/** A hunt's result, and the confirmation of what it found. */
export interface HuntOutcome {
  readonly hunt: Hunt;
  readonly confirmed: Confirmed | null;
}

/**
 * What the claim concludes of a case it speaks of.
 *
 * @throws EvaluationError, with the case, whatever went wrong
 */
export function evaluate<Case, Observation>(
  experiment: Experiment<Case, Observation>,
  test: ClaimTest<Case, Observation>,
  value: Case,
): Conclusion {
  try {
    return test.conclude(value, experiment.observe(value));
  } catch (error) {
    throw EvaluationError.of(error, experiment.encode(value));
  }
}

/** A case that fails, in the form in which reports keep it. */
export function counterexampleOf<Case>(experiment: Experiment<Case>, { value, conclusion }: Violation<Case>): Counterexample {
  return { case: experiment.encode(value), description: experiment.describe(value), conclusion };
}

/**
 * Looks for a counterexample with fast-check: biased, edge-seeking cases, then shrinking. The assumptions are checked again at every
 * step, since a case outside them is skipped.
 *
 * @param cases - how many cases to try
 * @param seed - the run's seed
 * @param known - cases tried first, shrunk like any other
 */
export function hunt<Case, Observation>(
  experiment: Experiment<Case, Observation>,
  test: ClaimTest<Case, Observation>,
  cases: number,
  seed: bigint,
  known: readonly Case[] = [],
): HuntOutcome {
  let looked = 0;
  let shrinking = false;
  let crash: EvaluationError | null = null;
  const property = fc.property(experiment.arbitrary, (value) => {
    if (crash !== null) return true;
    try {
      if (test.breaches(value).length > 0) fc.pre(false);
      if (!shrinking) looked++;
      const failed = isViolation(evaluate(experiment, test, value));
      shrinking ||= failed;
      return !failed;
    } catch (error) {
      if (fc.PreconditionFailure.isFailure(error)) throw error;
      crash = EvaluationError.of(error, experiment.encode(value));
      return true;
    }
  });
  const details = fc.check(property, {
    seed: RandomStream.of(seed, 'hunt', experiment.id, test.claim.id).next(),
    numRuns: cases,
    examples: known.map((value): [Case] => [value]),
  });
  if (crash !== null) throw crash;
  if (details.counterexample === null) return { hunt: { cases: looked, shrinks: 0, found: null }, confirmed: null };
  const confirmed = confirm(experiment, test, details.counterexample[0]);
  return { hunt: { cases: looked, shrinks: details.numShrinks, found: confirmed.counterexample }, confirmed };
}

/** Evaluates a case that failed a few times more. */
export function confirm<Case, Observation>(
  experiment: Experiment<Case, Observation>,
  test: ClaimTest<Case, Observation>,
  value: Case,
): Confirmed {
  const conclusions = Array.from({ length: REPLAYS }, () => evaluate(experiment, test, value));
  return {
    counterexample: counterexampleOf(experiment, { value, conclusion: conclusions.find(isViolation) ?? conclusions[0] }),
    replays: REPLAYS,
    failed: conclusions.filter(isViolation).length,
  };
}

/** A claim, or what it observes, could not be evaluated on a case. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';

  /**
   * @param cause - what was thrown
   * @param value - the case by value
   */
  constructor(
    override readonly cause: unknown,
    readonly value: Counterexample['case'],
  ) {
    super(cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause));
  }

  /** The error for something thrown on a case, which may have been named already further in. */
  static of(cause: unknown, value: Counterexample['case']): EvaluationError {
    return cause instanceof EvaluationError ? cause : new EvaluationError(cause, value);
  }
}

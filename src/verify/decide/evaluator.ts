import { isViolation, type Conclusion } from '../conclusion.js';
import { EvaluationError, originOf } from '../evaluation-error.js';
import type { Counterexample } from '../evidence.js';
import type { ClaimTest, Experiment, Json } from '../experiment.js';
import { checkStop, type Heartbeat } from './heartbeat.js';
import type { Violation } from './case-counts.js';

/** How often a counterexample must fail again to be confirmed. */
export const REPLAYS = 3;

/** A counterexample after its replays. */
export interface Confirmed {
  readonly counterexample: Counterexample;
  readonly replays: number;
  /** How many replays failed, or for a witness kept the claim. If not all of them did, the case is unstable. */
  readonly failed: number;
}

/**
 * Concludes on a case from its observation. If rounding alone may have caused a violation, and the claim has an exact evaluation,
 * the case is evaluated again exactly, and the exact conclusion counts if it is no violation.
 */
export function concludeOn<Case, Observation>(
  test: ClaimTest<Case, Observation>,
  value: Case,
  observation: Observation,
): Conclusion {
  const conclusion = withFiniteMargin(test.conclude(value, observation));
  const { rounding } = test;
  if (rounding === undefined || !isViolation(conclusion) || -conclusion.margin > rounding.envelope(value, observation)) {
    return conclusion;
  }
  const again = rounding.again(value);
  const exact = again === null ? null : withFiniteMargin(again);
  return exact === null || isViolation(exact) ? conclusion : { ...exact, roundingOnly: true };
}

/** @throws RangeError when the margin is not finite, which a conclusion that was not made by `conclude` may have */
function withFiniteMargin(conclusion: Conclusion): Conclusion {
  if (Number.isFinite(conclusion.margin)) return conclusion;
  throw new RangeError(`the margin of "${conclusion.quantity}" is not a finite number (${conclusion.margin})`);
}

/**
 * Evaluates a claim on one case: observes it and concludes.
 *
 * @throws EvaluationError with the case when anything throws
 */
export function evaluate<Case, Observation>(
  experiment: Experiment<Case, Observation>,
  test: ClaimTest<Case, Observation>,
  value: Case,
): Conclusion {
  try {
    return concludeOn(test, value, experiment.observe(value));
  } catch (error) {
    throw EvaluationError.on(error, () => experiment.codec.encode(value));
  }
}

/** A failing case in the form that reports store. */
export function counterexampleOf<Case>(experiment: Experiment<Case>, { value, conclusion }: Violation<Case>): Counterexample {
  return { case: experiment.codec.encode(value), description: experiment.presentation.describe(value), conclusion };
}

/** Evaluates one claim on cases. It counts the evaluations and updates the heartbeat before each. */
export class Evaluator<Case, Observation> {
  /** The number of evaluations so far. */
  evaluations = 0;
  private readonly mask: number;

  constructor(
    readonly experiment: Experiment<Case, Observation>,
    readonly test: ClaimTest<Case, Observation>,
    private readonly heartbeat: Heartbeat,
  ) {
    this.mask = maskOf(experiment, test);
  }

  /**
   * @throws EvaluationError when the case cannot be evaluated
   * @throws Interrupted when the run was asked to stop
   */
  evaluate(value: Case): Conclusion {
    checkStop(this.heartbeat);
    this.markCase(value);
    this.evaluations++;
    return evaluate(this.experiment, this.test, value);
  }

  /**
   * True when a case meets the claim's assumptions.
   *
   * @throws EvaluationError when checking them throws
   */
  meetsAssumptions(value: Case): boolean {
    this.markCase(value);
    try {
      return this.test.unmet(value).length === 0;
    } catch (error) {
      throw EvaluationError.on(error, () => this.experiment.codec.encode(value));
    }
  }

  /** Tells the heartbeat that a case is being drawn, shrunk or redrawn. It has no value yet, so it is identified by its origin. */
  markDrawing(place: Json): void {
    this.heartbeat.on(this.mask, () => JSON.stringify(originOf(place)));
  }

  private markCase(value: Case): void {
    this.heartbeat.on(this.mask, () => JSON.stringify(this.experiment.codec.encode(value)));
  }

  /** Replays a case: evaluates it a few more times and counts the conclusions that are wanted, by default violations. */
  confirm(value: Case, isWanted: (conclusion: Conclusion) => boolean = isViolation, replays = REPLAYS): Confirmed {
    const conclusions = Array.from({ length: replays }, () => this.evaluate(value));
    return {
      counterexample: counterexampleOf(this.experiment, { value, conclusion: conclusions.find(isWanted) ?? conclusions[0] }),
      replays,
      failed: conclusions.filter(isWanted).length,
    };
  }

  /** A key that equal cases share. */
  keyOf(value: Case): string {
    return keyOf(this.experiment, value);
  }
}

/** A key that equal cases of an experiment share, and different cases do not. */
export function keyOf<Case>(experiment: Experiment<Case>, value: Case): string {
  return experiment.codec.key === undefined ? JSON.stringify(experiment.codec.encode(value)) : experiment.codec.key(value);
}

/**
 * The bit of a test in masks of its experiment's tests.
 *
 * @throws RangeError when the experiment has too many tests, or not this one
 */
export function maskOf<Case, Observation>(
  { id, tests }: Experiment<Case, Observation>,
  test: ClaimTest<Case, Observation>,
): number {
  const position = tests.indexOf(test);
  if (position === -1 || position > MOST_TESTS) {
    throw new RangeError(`the claim ${test.claim.id} is not among the first ${MOST_TESTS + 1} of the experiment "${id}"`);
  }
  return 1 << position;
}

/** Masks are signed 32-bit integers. */
const MOST_TESTS = 30;

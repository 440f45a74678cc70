import { isViolation, type Conclusion } from '../conclusion.js';
import { EvaluationError, originOf } from '../evaluation-error.js';
import type { Counterexample } from '../evidence.js';
import type { ClaimTest, Experiment, Json } from '../experiment.js';
import { checkStop, type Heartbeat } from './heartbeat.js';
import type { Violation } from './case-counts.js';

/** How often a counterexample is evaluated again before it is believed. */
export const REPLAYS = 3;

/** A counterexample after its replays. */
export interface Confirmed {
  readonly counterexample: Counterexample;
  readonly replays: number;
  /** How many replays failed, or did what was wanted; fewer than all of them means that the case is unstable. */
  readonly failed: number;
}

/**
 * What a claim concludes of a case and of what was observed of it. A violation that rounding alone may have made is evaluated once more
 * by the claim's exact way, where it has one, and is none where it goes away.
 */
export function concludeOn<Case, Observation>(
  test: ClaimTest<Case, Observation>,
  value: Case,
  observation: Observation,
): Conclusion {
  const conclusion = finite(test.conclude(value, observation));
  const { rounding } = test;
  if (rounding === undefined || !isViolation(conclusion) || -conclusion.margin > rounding.envelope(value, observation)) {
    return conclusion;
  }
  const again = rounding.again(value);
  const exact = again === null ? null : finite(again);
  return exact === null || isViolation(exact) ? conclusion : { ...exact, roundingOnly: true };
}

/** A margin that is no number decides nothing, whoever put the conclusion together. */
function finite(conclusion: Conclusion): Conclusion {
  if (Number.isFinite(conclusion.margin)) return conclusion;
  throw new RangeError(`the margin of "${conclusion.quantity}" is no finite number (${conclusion.margin})`);
}

/**
 * What the claim concludes of a case: one observation, one conclusion.
 *
 * @throws EvaluationError, with the case, whatever went wrong
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

/** A case that fails, in the form in which reports keep it. */
export function counterexampleOf<Case>(experiment: Experiment<Case>, { value, conclusion }: Violation<Case>): Counterexample {
  return { case: experiment.codec.encode(value), description: experiment.presentation.describe(value), conclusion };
}

/** Evaluates one claim on one case after the other, counts every evaluation, and tells the heartbeat before each. */
export class Evaluator<Case, Observation> {
  /** Calls of the claim so far. */
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
    this.at(value);
    this.evaluations++;
    return evaluate(this.experiment, this.test, value);
  }

  /**
   * True where the claim speaks of a case.
   *
   * @throws EvaluationError when that cannot be told
   */
  speaksOf(value: Case): boolean {
    this.at(value);
    try {
      return this.test.unmet(value).length === 0;
    } catch (error) {
      throw EvaluationError.on(error, () => this.experiment.codec.encode(value));
    }
  }

  /** Tells the heartbeat that cases are drawn, shrunk or redrawn: what has no value yet is told by where it comes from. */
  drawing(place: Json): void {
    this.heartbeat.on(this.mask, () => JSON.stringify(originOf(place)));
  }

  private at(value: Case): void {
    this.heartbeat.on(this.mask, () => JSON.stringify(this.experiment.codec.encode(value)));
  }

  /** Evaluates a case that failed, or did what else was wanted of it, a few times more. */
  confirm(value: Case, isWanted: (conclusion: Conclusion) => boolean = isViolation, replays = REPLAYS): Confirmed {
    const conclusions = Array.from({ length: replays }, () => this.evaluate(value));
    return {
      counterexample: counterexampleOf(this.experiment, { value, conclusion: conclusions.find(isWanted) ?? conclusions[0] }),
      replays,
      failed: conclusions.filter(isWanted).length,
    };
  }

  /** What tells cases apart. */
  keyOf(value: Case): string {
    return keyOf(this.experiment, value);
  }
}

/** What tells the cases of an experiment apart. */
export function keyOf<Case>(experiment: Experiment<Case>, value: Case): string {
  return experiment.codec.key === undefined ? JSON.stringify(experiment.codec.encode(value)) : experiment.codec.key(value);
}

/** The bit that stands for a test of an experiment. */
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

import fc from 'fast-check';
import { RandomStream } from '../random/random-stream.js';
import { isViolation, type Conclusion } from './conclusion.js';
import type { Counterexample, Hunt } from './evidence.js';
import type { ClaimTest, Experiment } from './experiment.js';
import type { Violation } from './measure.js';

/** How often a counterexample is evaluated again before it is believed. */
export const REPLAYS = 3;

/** A counterexample after its replays. */
export interface Confirmed {
  readonly counterexample: Counterexample;
  readonly replays: number;
  /** How many replays failed, or did what was wanted; fewer than all of them means that the case is unstable. */
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

/** What a search came to. */
interface Found<Case> {
  /** Values that were looked at, each counted once, apart from shrinking. */
  readonly looked: number;
  readonly shrinks: number;
  /** The simplest value that was wanted; null when none was. */
  readonly value: Case | null;
}

/**
 * Searches with fast-check: known cases, then biased, edge-seeking ones, each value once; then it shrinks what it found. The assumptions are
 * checked again at every step, since a case outside them is skipped.
 *
 * @param isWanted - of a conclusion, and of the first that was wanted once there is one
 */
function search<Case, Observation>(
  experiment: Experiment<Case, Observation>,
  test: ClaimTest<Case, Observation>,
  { cases, seed, known }: { readonly cases: number; readonly seed: number; readonly known: readonly Case[] },
  isWanted: (conclusion: Conclusion, first: Conclusion | null) => boolean,
): Found<Case> {
  const tried = new Set<string>();
  let first: Conclusion | null = null; // what the search found before it began to shrink
  let crash: EvaluationError | null = null;
  const property = fc.property(experiment.arbitrary, (value) => {
    if (crash !== null) return true;
    try {
      if (test.breaches(value).length > 0) fc.pre(false);
      if (first === null) {
        const key = JSON.stringify(experiment.encode(value));
        if (tried.has(key)) return true;
        tried.add(key);
      }
      const conclusion = evaluate(experiment, test, value);
      if (!isWanted(conclusion, first)) return true;
      first ??= conclusion;
      return false;
    } catch (error) {
      if (fc.PreconditionFailure.isFailure(error)) throw error;
      crash = EvaluationError.of(error, experiment.encode(value));
      return true;
    }
  });
  let details;
  try {
    details = fc.check(property, { seed, numRuns: Math.max(cases, known.length), examples: known.map((value): [Case] => [value]) });
  } catch (error) {
    throw EvaluationError.of(error, { stream: ['hunt', experiment.id, test.claim.id, seed] }); // what draws or shrinks cases threw
  }
  if (crash !== null) throw crash;
  return { looked: tried.size, shrinks: details.numShrinks, value: details.counterexample?.[0] ?? null };
}

/**
 * Looks for a counterexample. A simpler case must fail by the quantity by which the first one failed, or it would be a counterexample to
 * something else.
 *
 * @param cases - how many cases to try
 * @param seed - the run's seed
 * @param worst - the worst violation of the estimate, tried first and shrunk like any other
 */
export function hunt<Case, Observation>(
  experiment: Experiment<Case, Observation>,
  test: ClaimTest<Case, Observation>,
  cases: number,
  seed: bigint,
  worst: Violation<Case> | null = null,
): HuntOutcome {
  const { looked, shrinks, value } = search(
    experiment,
    test,
    { cases, seed: huntSeed(experiment, test, seed), known: worst === null ? [] : [worst.value] },
    (conclusion, first) => isViolation(conclusion) && (first === null || conclusion.quantity === first.quantity),
  );
  if (value === null) return { hunt: { cases: looked, shrinks: 0, found: null, severe: null }, confirmed: null };
  const confirmed = confirm(experiment, test, value);
  // A second simplification would take as long as the first: not where a case takes a second.
  const severe =
    worst === null || test.claim.heavy === true ? null : simplestSevere(experiment, test, worst, confirmed.counterexample);
  return { hunt: { cases: looked, shrinks, found: confirmed.counterexample, severe }, confirmed };
}

/**
 * The simplest case that fails by the same quantity at least half as badly as the worst one: the minimal counterexample of a threshold is
 * beyond it by a hair, and says little of how bad it gets. Null where it is the minimal or the worst one.
 */
function simplestSevere<Case, Observation>(
  experiment: Experiment<Case, Observation>,
  test: ClaimTest<Case, Observation>,
  { value: worst, conclusion: { margin, quantity } }: Violation<Case>,
  minimal: Counterexample,
): Counterexample | null {
  const isSevere = (conclusion: Conclusion) => conclusion.quantity === quantity && conclusion.margin <= margin / 2;
  const { value } = search(experiment, test, { cases: 1, seed: 0, known: [worst] }, isSevere);
  if (value === null) return null;
  const { counterexample: severe, failed, replays } = confirm(experiment, test, value, isSevere);
  if (failed < replays) return null;
  const key = JSON.stringify(severe.case);
  return [minimal.case, experiment.encode(worst)].some((known) => JSON.stringify(known) === key) ? null : severe;
}

/**
 * Looks for a witness of an existence claim, a case that keeps it, and shrinks it.
 *
 * @returns the witness after its replays, `failed` counting those that kept the claim; null where none was found
 */
export function findWitness<Case, Observation>(
  experiment: Experiment<Case, Observation>,
  test: ClaimTest<Case, Observation>,
  cases: number,
  seed: bigint,
  known: readonly Case[],
): { readonly looked: number; readonly witness: Counterexample | null; readonly kept: number; readonly replays: number } {
  const { looked, value } = search(
    experiment,
    test,
    { cases, seed: huntSeed(experiment, test, seed), known },
    (conclusion) => !isViolation(conclusion),
  );
  if (value === null) return { looked, witness: null, kept: 0, replays: 0 };
  const { counterexample, replays, failed } = confirm(experiment, test, value, (conclusion) => !isViolation(conclusion));
  return { looked, witness: counterexample, kept: failed, replays };
}

function huntSeed(
  experiment: Pick<Experiment, 'id'>,
  { claim }: { readonly claim: { readonly id: string } },
  seed: bigint,
): number {
  return RandomStream.of(seed, 'hunt', experiment.id, claim.id).next();
}

/** Evaluates a case that failed, or did what else was wanted of it, a few times more. */
export function confirm<Case, Observation>(
  experiment: Experiment<Case, Observation>,
  test: ClaimTest<Case, Observation>,
  value: Case,
  isWanted: (conclusion: Conclusion) => boolean = isViolation,
): Confirmed {
  const conclusions = Array.from({ length: REPLAYS }, () => evaluate(experiment, test, value));
  return {
    counterexample: counterexampleOf(experiment, { value, conclusion: conclusions.find(isWanted) ?? conclusions[0] }),
    replays: REPLAYS,
    failed: conclusions.filter(isWanted).length,
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

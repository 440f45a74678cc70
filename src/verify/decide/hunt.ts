import fc from 'fast-check';
import { RandomStream } from '../../random/random-stream.js';
import { isViolation, type Conclusion } from '../conclusion.js';
import { EvaluationError, originOf } from '../evaluation-error.js';
import type { Counterexample, Hunt } from '../evidence.js';
import type { Confirmed, Evaluator } from './evaluator.js';
import { Interrupted } from './heartbeat.js';
import type { Violation } from './case-counts.js';
import { effectOfFactors } from './factors.js';
import type { Plan } from './plan.js';

/** A hunt's result, and the confirmation of what it found. */
export interface HuntOutcome {
  readonly hunt: Hunt;
  readonly confirmed: Confirmed | null;
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
  evaluator: Evaluator<Case, Observation>,
  { cases, seed, known }: { readonly cases: number; readonly seed: number; readonly known: readonly Case[] },
  isWanted: (conclusion: Conclusion, first: Conclusion | null) => boolean,
): Found<Case> {
  const { experiment, test } = evaluator;
  const tried = new Set<string>();
  let first: Conclusion | null = null; // what the search found before it began to shrink
  let ended: EvaluationError | Interrupted | null = null;
  const place = { stream: ['hunt', experiment.id, test.claim.id, seed] };
  evaluator.drawing(place);
  const property = fc.property(experiment.cases.arbitrary, (value) => {
    if (ended !== null) return true;
    try {
      if (!evaluator.speaksOf(value)) fc.pre(false);
      if (first === null) {
        const key = evaluator.keyOf(value);
        if (tried.has(key)) return true;
        tried.add(key);
      }
      const conclusion = evaluator.evaluate(value);
      if (!isWanted(conclusion, first)) return true;
      first ??= conclusion;
      return false;
    } catch (error) {
      if (fc.PreconditionFailure.isFailure(error)) throw error;
      ended = error instanceof Interrupted ? error : EvaluationError.on(error, () => experiment.codec.encode(value));
      return true;
    } finally {
      evaluator.drawing(place); // the next one is drawn, or a simpler one made
    }
  });
  let details;
  try {
    details = fc.check(property, { seed, numRuns: Math.max(cases, known.length), examples: known.map((value): [Case] => [value]) });
  } catch (error) {
    throw EvaluationError.of(error, originOf(place)); // what draws or shrinks cases threw
  }
  if (ended !== null) throw ended;
  return { looked: tried.size, shrinks: details.numShrinks, value: details.counterexample?.[0] ?? null };
}

/**
 * Looks for a counterexample. A simpler case must fail by the quantity by which the first one failed, or it would be a counterexample to
 * something else.
 *
 * @param plan - how many cases to try, and how many to redraw of each part of what is found
 * @param seed - the run's seed
 * @param worst - the worst violation of the estimate, tried first and shrunk like any other
 */
export function hunt<Case, Observation>(
  evaluator: Evaluator<Case, Observation>,
  { hunted, severe: wanted, redraws }: Pick<Plan, 'hunted' | 'severe' | 'redraws'>,
  seed: bigint,
  worst: Violation<Case> | null = null,
): HuntOutcome {
  const { looked, shrinks, value } = search(
    evaluator,
    { cases: hunted, seed: huntSeed(evaluator, seed), known: worst === null ? [] : [worst.value] },
    (conclusion, first) => isViolation(conclusion) && (first === null || conclusion.quantity === first.quantity),
  );
  if (value === null) {
    const { evaluations } = evaluator;
    return { hunt: { cases: looked, evaluations, shrinks: 0, found: null, severe: null, factors: [] }, confirmed: null };
  }
  const confirmed = evaluator.confirm(value);
  const found = confirmed.counterexample;
  const stable = confirmed.failed === confirmed.replays;
  // A second simplification would take as long as the first: not where a case takes a second.
  const unwanted = wanted === false || evaluator.test.claim.heavy === true;
  const severe = worst === null || !stable || unwanted ? null : simplestSevere(evaluator, worst, found);
  const factors = stable ? effectOfFactors(evaluator, value, found.conclusion, redraws, seed) : [];
  return { hunt: { cases: looked, evaluations: evaluator.evaluations, shrinks, found, severe, factors }, confirmed };
}

/**
 * The simplest case that fails by the same quantity at least half as badly as the worst one: the minimal counterexample of a threshold is
 * beyond it by a hair, and says little of how bad it gets. Null where it is the minimal or the worst one.
 */
function simplestSevere<Case, Observation>(
  evaluator: Evaluator<Case, Observation>,
  { value: worst, conclusion: { margin, quantity } }: Violation<Case>,
  minimal: Counterexample,
): Counterexample | null {
  const isSevere = (conclusion: Conclusion) => conclusion.quantity === quantity && conclusion.margin <= margin / 2;
  const { value } = search(evaluator, { cases: 1, seed: 0, known: [worst] }, isSevere);
  if (value === null) return null;
  const { counterexample: severe, failed, replays } = evaluator.confirm(value, isSevere);
  if (failed < replays) return null;
  const key = JSON.stringify(severe.case);
  return [minimal.case, evaluator.experiment.codec.encode(worst)].some((known) => JSON.stringify(known) === key) ? null : severe;
}

/** What the search for a witness came to. */
export interface FoundWitness {
  readonly looked: number;
  /** The simplest witness after its replays, `failed` counting those that kept the claim; null where none was found. */
  readonly confirmed: Confirmed | null;
}

/** Looks for a witness of an existence claim, a case that keeps it, and shrinks it. */
export function findWitness<Case, Observation>(
  evaluator: Evaluator<Case, Observation>,
  cases: number,
  seed: bigint,
  known: readonly Case[],
): FoundWitness {
  const keeps = (conclusion: Conclusion) => !isViolation(conclusion);
  const { looked, value } = search(evaluator, { cases, seed: huntSeed(evaluator, seed), known }, keeps);
  return { looked, confirmed: value === null ? null : evaluator.confirm(value, keeps) };
}

function huntSeed<Case, Observation>({ experiment, test }: Evaluator<Case, Observation>, seed: bigint): number {
  return RandomStream.of(seed, 'hunt', experiment.id, test.claim.id).next();
}

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

/** The result of a hunt, and its counterexample after replays. */
export interface HuntOutcome {
  readonly hunt: Hunt;
  readonly confirmed: Confirmed | null;
}

/** The result of a search. */
interface Found<Case> {
  /** The number of distinct cases that were tried, without those of shrinking. */
  readonly tried: number;
  readonly shrinks: number;
  /** The simplest wanted case; null when there was none. */
  readonly value: Case | null;
}

/**
 * Searches with fast-check: tries the given examples, then biased cases that seek edges, each distinct case once. It shrinks the
 * first wanted case. Cases that do not meet the assumptions are skipped, in shrinking too.
 *
 * @param isWanted - judges a conclusion; `first` is the conclusion of the first wanted case, null before there is one
 */
function search<Case, Observation>(
  evaluator: Evaluator<Case, Observation>,
  { cases, seed, examples }: { readonly cases: number; readonly seed: number; readonly examples: readonly Case[] },
  isWanted: (conclusion: Conclusion, first: Conclusion | null) => boolean,
): Found<Case> {
  const { experiment, test } = evaluator;
  const tried = new Set<string>();
  let first: Conclusion | null = null; // of the first wanted case
  let ended: EvaluationError | Interrupted | null = null;
  const place = { stream: ['hunt', experiment.id, test.claim.id, seed] };
  evaluator.markDrawing(place);
  const property = fc.property(experiment.cases.arbitrary, (value) => {
    if (ended !== null) return true;
    try {
      if (!evaluator.meetsAssumptions(value)) fc.pre(false);
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
      evaluator.markDrawing(place); // the next case is drawn or shrunk
    }
  });
  let details;
  try {
    details = fc.check(property, {
      seed,
      numRuns: Math.max(cases, examples.length),
      examples: examples.map((value): [Case] => [value]),
    });
  } catch (error) {
    throw EvaluationError.of(error, originOf(place)); // drawing or shrinking a case threw
  }
  if (ended !== null) throw ended;
  return { tried: tried.size, shrinks: details.numShrinks, value: details.counterexample?.[0] ?? null };
}

/**
 * Hunts for a counterexample. While shrinking, a simpler case must fail by the same quantity as the first, or it would be a
 * counterexample to something else.
 *
 * @param plan - how many cases to try, and how many redrawn cases to evaluate for each factor of the counterexample
 * @param seed - the run's seed
 * @param worst - the worst violation of the estimate; it is tried first and shrunk like any other
 */
export function hunt<Case, Observation>(
  evaluator: Evaluator<Case, Observation>,
  { hunted, severe: wanted, redraws }: Pick<Plan, 'hunted' | 'severe' | 'redraws'>,
  seed: bigint,
  worst: Violation<Case> | null = null,
): HuntOutcome {
  const { tried, shrinks, value } = search(
    evaluator,
    { cases: hunted, seed: huntSeed(evaluator, seed), examples: worst === null ? [] : [worst.value] },
    (conclusion, first) => isViolation(conclusion) && (first === null || conclusion.quantity === first.quantity),
  );
  if (value === null) {
    const { evaluations } = evaluator;
    return { hunt: { cases: tried, evaluations, shrinks: 0, found: null, severe: null, factors: [] }, confirmed: null };
  }
  const confirmed = evaluator.confirm(value);
  const found = confirmed.counterexample;
  const stable = confirmed.failed === confirmed.replays;
  // Shrinking once more takes as long as the first time: too long where a case takes a second.
  const skipped = wanted === false || evaluator.test.claim.heavy === true;
  const severe = worst === null || !stable || skipped ? null : simplestSevere(evaluator, worst, found);
  const factors = stable ? effectOfFactors(evaluator, value, found.conclusion, redraws, seed) : [];
  return { hunt: { cases: tried, evaluations: evaluator.evaluations, shrinks, found, severe, factors }, confirmed };
}

/**
 * The simplest case that fails by the same quantity at least half as badly as the worst one. A minimal counterexample exceeds its
 * threshold only slightly, and does not show how bad violations get. Null when the result is the minimal or the worst case itself.
 */
function simplestSevere<Case, Observation>(
  evaluator: Evaluator<Case, Observation>,
  { value: worst, conclusion: { margin, quantity } }: Violation<Case>,
  minimal: Counterexample,
): Counterexample | null {
  const isSevere = (conclusion: Conclusion) => conclusion.quantity === quantity && conclusion.margin <= margin / 2;
  const { value } = search(evaluator, { cases: 1, seed: 0, examples: [worst] }, isSevere);
  if (value === null) return null;
  const { counterexample: severe, failed, replays } = evaluator.confirm(value, isSevere);
  if (failed < replays) return null;
  const key = JSON.stringify(severe.case);
  return [minimal.case, evaluator.experiment.codec.encode(worst)].some((shown) => JSON.stringify(shown) === key) ? null : severe;
}

/** The result of the search for a witness. */
export interface FoundWitness {
  /** The number of distinct cases that were tried. */
  readonly tried: number;
  /** The simplest witness after its replays; `failed` counts those that kept the claim. Null when none was found. */
  readonly confirmed: Confirmed | null;
}

/**
 * Searches for a witness of an existence claim, a case that keeps the claim, and shrinks it.
 *
 * @param examples - cases to try first
 */
export function findWitness<Case, Observation>(
  evaluator: Evaluator<Case, Observation>,
  cases: number,
  seed: bigint,
  examples: readonly Case[],
): FoundWitness {
  const keeps = (conclusion: Conclusion) => !isViolation(conclusion);
  const { tried, value } = search(evaluator, { cases, seed: huntSeed(evaluator, seed), examples }, keeps);
  return { tried, confirmed: value === null ? null : evaluator.confirm(value, keeps) };
}

function huntSeed<Case, Observation>({ experiment, test }: Evaluator<Case, Observation>, seed: bigint): number {
  return RandomStream.of(seed, 'hunt', experiment.id, test.claim.id).next();
}

import { RandomStream } from '../../random/random-stream.js';
import { isViolation, type Conclusion } from '../conclusion.js';
import { EvaluationError, originOf } from '../evaluation-error.js';
import type { FactorEffect } from '../evidence.js';
import type { Evaluator } from './evaluator.js';
import type { Factor } from '../experiment.js';
import { clopperPearson } from '../statistics/intervals/clopper-pearson.js';

/** The name of the factor that stands for all of them together. It also names a random stream. */
export const ALL_FACTORS = 'all of them';

/** The largest number of redraws per accepted case: for some factors few redrawn cases meet the assumptions. */
const REDRAWS_PER_CASE = 5;

/** One minus the confidence of each interval by itself: they are exploratory. */
const ALPHA = 0.05;

/**
 * Measures which factors of a counterexample matter: redraws each while the others stay, and counts how often the claim still fails
 * by the same quantity. If it nearly always does, the failure does not depend on the factor.
 *
 * @param redraws - how many redrawn cases to evaluate for each factor
 */
export function effectOfFactors<Case, Observation>(
  evaluator: Evaluator<Case, Observation>,
  value: Case,
  { quantity }: Conclusion,
  redraws: number,
  seed: bigint,
): FactorEffect[] {
  const { experiment, test } = evaluator;
  const { factors = [] } = experiment.cases;
  if (redraws === 0 || factors.length === 0) return [];
  const together: Factor<Case> = {
    name: ALL_FACTORS,
    redraw: (from, random) =>
      factors.reduce<Case | null>((made, factor) => (made === null ? null : factor.redraw(made, random)), from),
  };
  return [...factors, ...(factors.length > 1 ? [together] : [])].flatMap((factor) => {
    const { name } = factor;
    let accepted = 0;
    let failing = 0;
    for (let i = 0; i < redraws * REDRAWS_PER_CASE && accepted < redraws; i++) {
      const next = redrawn(factor, i);
      if (next === null) return [];
      if (!evaluator.meetsAssumptions(next)) continue;
      const conclusion = evaluator.evaluate(next);
      accepted++;
      if (isViolation(conclusion) && conclusion.quantity === quantity) failing++;
    }
    return [{ factor: name, redrawn: accepted, failing, interval: clopperPearson(accepted, failing, ALPHA) }];
  });

  function redrawn(factor: Factor<Case>, i: number): Case | null {
    const place = { factor: factor.name, of: experiment.codec.encode(value) };
    evaluator.markDrawing(place);
    try {
      return factor.redraw(value, RandomStream.of(seed, 'parts', experiment.id, test.claim.id, factor.name, i));
    } catch (error) {
      throw EvaluationError.of(error, originOf(place));
    }
  }
}

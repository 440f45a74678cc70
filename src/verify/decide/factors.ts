import { RandomStream } from '../../random/random-stream.js';
import { isViolation, type Conclusion } from '../conclusion.js';
import { EvaluationError, originOf } from '../evaluation-error.js';
import type { PartEffect } from '../evidence.js';
import type { Examiner } from './evaluator.js';
import type { Part } from '../experiment.js';
import { clopperPearson } from '../statistics/clopper-pearson.js';

/** The name of all parts together. */
const ALL_PARTS = 'all of them';

/** Redraws per accepted one, at most: few redraws of some parts meet the assumptions. */
const REDRAWS_PER_CASE = 5;

/** The confidence of the intervals, each by itself: they are exploratory. */
const ALPHA = 0.05;

/**
 * Which parts of a counterexample matter: draws each anew, with the rest as it was, and counts how often the claim still fails by the same
 * quantity. Where it nearly always does, the part has no part in it.
 *
 * @param redraws - how many redrawn cases to evaluate for each part
 */
export function effectOfParts<Case, Observation>(
  examiner: Examiner<Case, Observation>,
  value: Case,
  { quantity }: Conclusion,
  redraws: number,
  seed: bigint,
): PartEffect[] {
  const { experiment, test } = examiner;
  const { parts = [] } = experiment;
  if (redraws === 0 || parts.length === 0) return [];
  const together: Part<Case> = {
    name: ALL_PARTS,
    redraw: (from, random) => parts.reduce<Case | null>((made, part) => (made === null ? null : part.redraw(made, random)), from),
  };
  return [...parts, ...(parts.length > 1 ? [together] : [])].flatMap((part) => {
    const { name } = part;
    let accepted = 0;
    let failing = 0;
    for (let i = 0; i < redraws * REDRAWS_PER_CASE && accepted < redraws; i++) {
      const next = redrawn(part, i);
      if (next === null) return [];
      if (!examiner.speaksOf(next)) continue;
      const conclusion = examiner.evaluate(next);
      accepted++;
      if (isViolation(conclusion) && conclusion.quantity === quantity) failing++;
    }
    return [{ part: name, redrawn: accepted, failing, interval: clopperPearson(accepted, failing, ALPHA) }];
  });

  function redrawn(part: Part<Case>, i: number): Case | null {
    const place = { part: part.name, of: experiment.encode(value) };
    examiner.drawing(place);
    try {
      return part.redraw(value, RandomStream.of(seed, 'parts', experiment.id, test.claim.id, part.name, i));
    } catch (error) {
      throw EvaluationError.of(error, originOf(place));
    }
  }
}

import type { Estimate, FactorEffect, Hunt, Measurement } from '../../verify/evidence.js';
import type { Verdict } from '../../verify/verdict.js';
import { plural } from './numbers.js';
import { say, stored, type Sentence } from './sentence.js';

/** The heading of counts by stratum. */
export const STRATA_TITLE = 'Violations by kind of case';

/** Introduces a measurement of a claim that does not apply. */
export const EXPLORATORY_NOTE = 'Exploratory: measured although the claim does not apply; this decides nothing.';

/** How often a claim was violated, with the interval of the rate if it was estimated. */
export function measurementSentence(measurement: Measurement | Estimate): Sentence {
  const { rejected, roundingOnly } = measurement;
  const outside = rejected === 0 ? '' : say` (${stored(measurement, 'rejected', 'count')} more broke an assumption)`;
  const rate =
    'interval' in measurement
      ? say`; the rate is between ${stored(measurement.interval, 'lower', 'percentAtLeast')} and ${stored(measurement.interval, 'upper', 'percentAtMost')} at ${stored(measurement, 'alpha', 'confidence')} confidence`
      : '';
  const rounded =
    roundingOnly === 0
      ? ''
      : say` ${stored(measurement, 'roundingOnly', 'count')} more failed by no more than rounding, and did not fail when they were evaluated exactly.`;
  return say`${stored(measurement, 'violations', 'count')} violations in ${stored(measurement, 'cases', 'count')} cases${outside}${rate}.${rounded}`;
}

/** The counts so far of a claim whose run was stopped. */
export function interruptionSentence(verdict: Extract<Verdict, { by: 'interruption' }>): Sentence {
  const { violations, interval } = verdict;
  const violated = violations === null ? '' : say`${stored(verdict, 'violations', 'count')} violations in `;
  const rate =
    interval === null
      ? ''
      : say`; so far the rate is between ${stored(interval, 'lower', 'percentAtLeast')} and ${stored(interval, 'upper', 'percentAtMost')}`;
  return say`${violated}${stored(verdict, 'cases', 'count')} cases${rate}.`;
}

/** What the hunt found. */
export function huntSentence(hunt: Hunt): Sentence {
  const cases = say`${stored(hunt, 'cases', 'count')} biased ${plural(hunt.cases, 'case')}`;
  if (hunt.found === null) return say`Hunt: no violation in ${cases}.`;
  return say`Hunt: a violation after ${cases}, shrunk in ${stored(hunt, 'shrinks', 'count')} ${plural(hunt.shrinks, 'step')}.`;
}

/** Introduces the effects of factors. */
export const FACTORS_NOTE = 'With one factor of the case redrawn and the others kept (with a 95 % interval each):';

/** How often a counterexample still fails when one of its factors is redrawn. */
export function factorSentence(effect: FactorEffect): Sentence {
  if (effect.redrawn === 0) return say`${effect.factor}: no redraw met the assumptions`;
  const { interval } = effect;
  return say`${effect.factor}: ${stored(effect, 'failing', 'count')} of ${stored(effect, 'redrawn', 'count')} still fail (${stored(interval, 'lower', 'percentAtLeast')} … ${stored(interval, 'upper', 'percentAtMost')})`;
}

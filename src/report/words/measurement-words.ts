import { ALL_FACTORS } from '../../verify/decide/factors.js';
import type { Counterexample, Estimate, FactorEffect, Hunt, Measurement } from '../../verify/evidence.js';
import type { Verdict } from '../../verify/verdict.js';
import { counted, say, stored, type Sentence } from './sentence.js';

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
  return say`${counted(measurement, 'violations', 'violation')} in ${counted(measurement, 'cases', 'case')}${outside}${rate}.${rounded}`;
}

/** The counts so far of a claim whose run was stopped. */
export function interruptionSentence(verdict: Extract<Verdict, { by: 'interruption' }>): Sentence {
  const { violations, interval } = verdict;
  const violated = violations === null ? '' : say`${counted(verdict, 'violations', 'violation')} in `;
  const rate =
    interval === null
      ? ''
      : say`; so far the rate is between ${stored(interval, 'lower', 'percentAtLeast')} and ${stored(interval, 'upper', 'percentAtMost')}`;
  return say`${violated}${counted(verdict, 'cases', 'case')}${rate}.`;
}

/**
 * What the hunt found.
 *
 * @param worst - the worst violation of the estimate, which the hunt tries first
 */
export function huntSentence(hunt: Hunt, worst: Counterexample | null): Sentence {
  const cases = counted(hunt, 'cases', worst === null ? 'biased case' : 'case');
  if (hunt.found === null) return say`Hunt: no violation in ${cases}.`;
  const atWorst = worst !== null && hunt.cases === 1 ? ', the estimate’s worst' : '';
  const shrunk = hunt.shrinks === 0 ? 'it could not be shrunk' : say`shrunk in ${counted(hunt, 'shrinks', 'step')}`;
  return say`Hunt: a violation after trying ${cases}${atWorst}; ${shrunk}.`;
}

/** Introduces the effects of factors. */
export const FACTORS_NOTE =
  'With one factor of the case redrawn and the others kept, or with all factors redrawn (with a 95 % interval each):';

/** How often a counterexample still fails when a factor, or all of them, are redrawn. */
export function factorSentence(effect: FactorEffect): Sentence {
  const factor = effect.factor === ALL_FACTORS ? 'all factors' : effect.factor;
  if (effect.redrawn === 0) return say`${factor}: no redraw met the assumptions`;
  const { interval } = effect;
  return say`${factor}: ${stored(effect, 'failing', 'count')} of ${stored(effect, 'redrawn', 'count')} still ${effect.failing === 1 ? 'fails' : 'fail'} (${stored(interval, 'lower', 'percentAtLeast')} … ${stored(interval, 'upper', 'percentAtMost')})`;
}

import type { Report } from '../data/schema.js';
import { plural } from './numbers.js';
import { say, stored, type Sentence } from './sentence.js';

/** How verdicts are reached at present; a report keeps it. */
export const METHOD =
  'Estimate: independent unbiased cases of the declared distribution, and a confidence sequence of their violation rate at the claim’s share of α ' +
  '(beta-binomial mixture, a function of the counts alone): with that confidence it contains the true rate after every case at once, so that one may stop as soon as it lies on one side of the tolerance. Hunt: biased fast-check cases, after the worst case of the estimate where that fails, shrunk; it refutes universal claims and decides no rate. ' +
  'A universal claim HOLDS when nothing was hunted down and the interval’s upper end is below the tolerance; a rate claim when the upper end is below it, and is REFUTED when the lower end is above it. ' +
  'An existence claim HOLDS by a witness that replays, and is REFUTED by enumerating a finite domain alone. ' +
  'A scaling claim is fitted by n = c, c (ln N)^p with p ≤ 2, and c N^e: it HOLDS where the interval of e lies below 0.3 and one of the first two predicts the held-out largest third of the sizes no worse than the third, or the third falls, and is REFUTED where the interval lies above 0.3 and the third predicts them better. ' +
  'The plan says beforehand which true rates the cases at hand can tell from the tolerance.';

/** What a run's α is, and what it does not say. */
export function alphaSentence({ alpha }: Pick<Report, 'alpha'>): Sentence {
  return say`The chance that the interval of any verdict misses the violation rate it is about is at most α = ${stored(alpha, 'suite', 'figure')}, split evenly over the ${stored(alpha, 'claims', 'count')} ${plural(alpha.claims, 'claim')} that the run could decide by statistics: ${stored(alpha, 'each', 'figure')} each. A universal claim that HOLDS is therefore not proved: its violation rate lies below the tolerance at that confidence. Intervals of maps have an α of their own, and those of redrawn factors of counterexamples hold at 95 % each: both are exploratory.`;
}

/** The heading of cases of earlier runs. */
export const REGRESSIONS_TITLE = 'Cases of earlier runs, evaluated first';

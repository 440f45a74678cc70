import type { Report } from '../data/schema.js';
import { plural } from './numbers.js';
import { say, stored, type Sentence } from './sentence.js';

/** How this version decides verdicts. A report stores the text, so that it stays true of its verdicts. */
export const METHOD =
  'The estimate draws independent, unbiased cases from the declared distribution and gives an interval for their violation rate, a confidence sequence at the claim’s share of α ' +
  '(a beta-binomial mixture, which depends on the counts alone). With that confidence the intervals after every case all contain the true rate, so the estimate may stop as soon as the interval lies on one side of the tolerance. ' +
  'The hunt tries the worst case of the estimate, if one failed, then biased cases from fast-check, and shrinks what fails. It refutes universal claims, but decides no rate. ' +
  'A universal claim HOLDS when the hunt found nothing and the upper end of the interval is below the tolerance. A rate claim HOLDS when the upper end is below the tolerance, and is REFUTED when the lower end is above it. ' +
  'An existence claim HOLDS by a witness that replays, and is REFUTED only by enumerating a finite domain. ' +
  'For a scaling claim three laws are fitted: n = c, n = c (ln N)^p with p ≤ 2, and n = c N^e. It HOLDS where the interval of e lies below 0.3 and either one of the first two laws predicts the held-out largest third of the sizes no worse than the third law, or the third law falls with N. It is REFUTED where the interval of e lies above 0.3 and the third law predicts these sizes better. ' +
  'The plan says in advance which true rates its cases can tell from the tolerance.';

/** The run's α, how it is split, and what it does not mean. */
export function alphaSentence({ alpha }: Pick<Report, 'alpha'>): Sentence {
  return say`The chance that the interval of any verdict misses its true violation rate is at most α = ${stored(alpha, 'suite', 'figure')}, split evenly over the ${stored(alpha, 'claims', 'count')} ${plural(alpha.claims, 'claim')} that the run could decide by statistics: ${stored(alpha, 'each', 'figure')} each. So a universal claim that HOLDS is not proved: its violation rate is below the tolerance at that confidence. The intervals of maps share an α of their own, and those of a counterexample’s redrawn factors have a confidence of 95 % each; both are exploratory.`;
}

/** The heading of regressions: counterexamples of earlier runs, replayed before anything else. */
export const REGRESSIONS_TITLE = 'Cases of earlier runs, evaluated first';

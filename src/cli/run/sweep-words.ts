import type { SweptLearner } from '../../../properties/catalogue/sweep-catalogue.js';
import { figure } from '../../report/words/numbers.js';
import type { Verdict } from '../../verify/verdict.js';
import { seriesIn } from './swept-series.js';

/** What a sweep fine-tunes, and the memory behind it. */
export const SUBJECT_OF: Readonly<Record<SweptLearner, string>> = {
  positional: 'positional attention, every fact stored',
  'full-attention': 'attention of content and position, every fact stored',
  'seen-facts': 'positional attention, no fact stored but those that fine-tuning shows',
};

/** The outcome of a series in words. */
export function outcomeOf(verdict: Verdict): string {
  const found = seriesIn(verdict);
  if (found === null) return `${verdict.word}, ${'message' in verdict ? verdict.message : verdict.stopped}`;
  if (found.fit.kind === 'not identifiable') return `INCONCLUSIVE, ${found.fit.missing}`;
  const { lower, upper } = found.fit.exponent;
  return `${DECISION_IN_WORDS[found.decision ?? 'undecided']}; as N^e, e in ${figure(lower)} … ${figure(upper)}`;
}

const DECISION_IN_WORDS = {
  polylogarithmic: 'grows no faster than polylogarithmically',
  faster: 'grows faster than polylogarithmically',
  undecided: 'undecided, the laws predict too similar numbers',
} as const;

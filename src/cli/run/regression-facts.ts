import type { CorpusCase, RegressionOutcome } from '../../verify/decide/regression-case.js';

/** What became of a case of an earlier run, for a report. */
export interface RegressionFact {
  readonly file: string;
  readonly claim: string;
  readonly outcome: string;
}

/**
 * What became of the cases of earlier runs.
 *
 * @param cases - those that the run was given
 */
export function regressionFacts(cases: readonly CorpusCase[], outcomes: readonly RegressionOutcome[]): RegressionFact[] {
  return outcomes.map((outcome) => ({
    file: outcome.name,
    claim: cases.find(({ name }) => name === outcome.name)?.claim ?? '',
    outcome: regressionText(outcome),
  }));
}

/** What became of a case of an earlier run, in words. */
export function regressionText(outcome: RegressionOutcome): string {
  switch (outcome.state) {
    case 'holds':
      return 'holds now';
    case 'fails':
      return `fails in ${outcome.confirmed.failed} of ${outcome.confirmed.replays} replays`;
    case 'error':
      return `cannot be evaluated: ${outcome.message}`;
    case 'foreign':
      return `is skipped: ${outcome.message}`;
    case 'unseen':
      return 'was not looked at';
  }
}

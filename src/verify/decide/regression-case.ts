import { isViolation } from '../conclusion.js';
import { EvaluationError } from '../evaluation-error.js';
import { Evaluator, type Confirmed } from './evaluator.js';
import type { Experiment, Json } from '../experiment.js';
import { InputError } from '../../input-error.js';
import { Interrupted, type Heartbeat } from './heartbeat.js';

/** A case of an earlier run that failed, or could not be evaluated. */
export interface RegressionCase {
  /** Its name in the corpus. */
  readonly name: string;
  /** The position of its test in the experiment. */
  readonly test: number;
  readonly case: Json;
  /** How often it is evaluated. An unstable case needs many replays: only then does it count as holding. */
  readonly replays: number;
}

/** A regression case as a corpus stores it, with its claim instead of the position of the test. */
export interface CorpusCase extends Omit<RegressionCase, 'test'> {
  readonly experiment: string;
  readonly claim: string;
}

/** The outcome of a regression case in this run. */
export type RegressionOutcome = { readonly name: string; readonly test: number } & (
  | { readonly state: 'fails'; readonly confirmed: Confirmed }
  | { readonly state: 'holds' }
  | { readonly state: 'error'; readonly message: string; readonly case: Json }
  /** It is no longer a case of the claim. */
  | { readonly state: 'foreign'; readonly message: string }
  /** The run was stopped before it was evaluated. */
  | { readonly state: 'unseen' }
);

/** Replays a regression case. It counts as holding only if it holds in every replay. */
export function replayRegression(experiment: Experiment, regression: RegressionCase, heartbeat: Heartbeat): RegressionOutcome {
  const { name, test } = regression;
  const evaluator = new Evaluator(experiment, experiment.tests[test], heartbeat);
  try {
    const value = experiment.codec.decode(regression.case);
    if (!evaluator.meetsAssumptions(value))
      return { name, test, state: 'foreign', message: 'it does not meet the assumptions of the claim any more' };
    const confirmed = evaluator.confirm(value, isViolation, regression.replays);
    return confirmed.failed === 0 ? { name, test, state: 'holds' } : { name, test, state: 'fails', confirmed };
  } catch (error) {
    if (error instanceof Interrupted) return { name, test, state: 'unseen' };
    if (error instanceof InputError) return { name, test, state: 'foreign', message: error.message };
    const { message, value } = EvaluationError.of(error, regression.case); // decoding or describing it may throw too
    return { name, test, state: 'error', message, case: value };
  }
}

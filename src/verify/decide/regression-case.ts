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
  /** How often it is evaluated: one that came and went is only gone after many. */
  readonly replays: number;
}

/** A regression case told by its claim, as a corpus keeps it. */
export interface CorpusCase extends Omit<RegressionCase, 'test'> {
  readonly experiment: string;
  readonly claim: string;
}

/** What a regression case came to in this run. */
export type RegressionOutcome = { readonly name: string; readonly test: number } & (
  | { readonly state: 'fails'; readonly confirmed: Confirmed }
  | { readonly state: 'holds' }
  | { readonly state: 'error'; readonly message: string; readonly case: Json }
  /** It is no case of the claim any more. */
  | { readonly state: 'foreign'; readonly message: string }
  /** The run was stopped before it. */
  | { readonly state: 'unseen' }
);

/** Evaluates a regression case as often as a counterexample is replayed: it has gone only where it holds every time. */
export function replayRegression(experiment: Experiment, regressions: RegressionCase, heartbeat: Heartbeat): RegressionOutcome {
  const { name, test } = regressions;
  const evaluator = new Evaluator(experiment, experiment.tests[test], heartbeat);
  try {
    const value = experiment.codec.decode(regressions.case);
    if (!evaluator.speaksOf(value)) return { name, test, state: 'foreign', message: 'the claim does not speak of it any more' };
    const confirmed = evaluator.confirm(value, isViolation, regressions.replays);
    return confirmed.failed === 0 ? { name, test, state: 'holds' } : { name, test, state: 'fails', confirmed };
  } catch (error) {
    if (error instanceof Interrupted) return { name, test, state: 'unseen' };
    if (error instanceof InputError) return { name, test, state: 'foreign', message: error.message };
    const { message, value } = EvaluationError.of(error, regressions.case); // what decodes or describes it may throw too
    return { name, test, state: 'error', message, case: value };
  }
}

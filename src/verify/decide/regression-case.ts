import { isViolation } from '../conclusion.js';
import { EvaluationError } from '../evaluation-error.js';
import { Examiner, type Confirmed } from './evaluator.js';
import type { Experiment, Json } from '../experiment.js';
import { InputError } from '../../input-error.js';
import { Interrupted, type Journal } from './heartbeat.js';

/** A case of an earlier run that failed, or could not be evaluated. */
export interface RememberedCase {
  /** What it is remembered under. */
  readonly name: string;
  /** The position of its test in the experiment. */
  readonly test: number;
  readonly case: Json;
  /** How often it is evaluated: one that came and went is only gone after many. */
  readonly replays: number;
}

/** What a remembered case came to in this run. */
export type RememberedOutcome = { readonly name: string; readonly test: number } & (
  | { readonly state: 'fails'; readonly confirmed: Confirmed }
  | { readonly state: 'holds' }
  | { readonly state: 'error'; readonly message: string; readonly case: Json }
  /** It is no case of the claim any more. */
  | { readonly state: 'foreign'; readonly message: string }
  /** The run was stopped before it. */
  | { readonly state: 'unseen' }
);

/** Evaluates a remembered case as often as a counterexample is replayed: it has gone only where it holds every time. */
export function replayRemembered(experiment: Experiment, remembered: RememberedCase, journal: Journal): RememberedOutcome {
  const { name, test } = remembered;
  const examiner = new Examiner(experiment, experiment.tests[test], journal);
  try {
    const value = experiment.decode(remembered.case);
    if (!examiner.speaksOf(value)) return { name, test, state: 'foreign', message: 'the claim does not speak of it any more' };
    const confirmed = examiner.confirm(value, isViolation, remembered.replays);
    return confirmed.failed === 0 ? { name, test, state: 'holds' } : { name, test, state: 'fails', confirmed };
  } catch (error) {
    if (error instanceof Interrupted) return { name, test, state: 'unseen' };
    if (error instanceof InputError) return { name, test, state: 'foreign', message: error.message };
    const { message, value } = EvaluationError.of(error, remembered.case); // what decodes or describes it may throw too
    return { name, test, state: 'error', message, case: value };
  }
}

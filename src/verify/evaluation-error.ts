import type { Json } from './experiment.js';

/** A claim, or what it observes, could not be evaluated on a case. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';

  /**
   * @param cause - what was thrown
   * @param value - the case by value, or where it comes from
   */
  constructor(
    override readonly cause: unknown,
    readonly value: Json,
  ) {
    super(cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause));
  }

  /** The error for something thrown on a case, which may have been named already further in. */
  static of(cause: unknown, value: Json): EvaluationError {
    return cause instanceof EvaluationError ? cause : new EvaluationError(cause, value);
  }
}

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

  /** The error for something thrown on a case, told by value; where that throws too, by nothing. */
  static on(cause: unknown, encode: () => Json): EvaluationError {
    if (cause instanceof EvaluationError) return cause;
    try {
      return new EvaluationError(cause, encode());
    } catch {
      return new EvaluationError(cause, originOf('a case that cannot be told by value'));
    }
  }

  /** The error for something thrown on a case, which may have been named already further in. */
  static of(cause: unknown, value: Json): EvaluationError {
    return cause instanceof EvaluationError ? cause : new EvaluationError(cause, value);
  }
}

/** What stands for a case that has no value, as where it could not even be drawn: where it comes from. */
export function originOf(place: Json): Json {
  return { origin: place };
}

/** True where a case is told by where it comes from, and not by value. */
export function isOrigin(value: Json): boolean {
  return typeof value === 'object' && value !== null && 'origin' in value;
}

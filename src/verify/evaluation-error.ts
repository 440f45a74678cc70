import type { Json } from './experiment.js';

/** A case could not be evaluated. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';

  /**
   * @param cause - what was thrown
   * @param value - the case by value, or its origin
   */
  constructor(
    override readonly cause: unknown,
    readonly value: Json,
  ) {
    super(cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause));
  }

  /** The error for anything thrown on a case that can be encoded. If encoding throws too, the error does not identify the case. */
  static on(cause: unknown, encode: () => Json): EvaluationError {
    if (cause instanceof EvaluationError) return cause;
    try {
      return new EvaluationError(cause, encode());
    } catch {
      return new EvaluationError(cause, originOf('a case that cannot be encoded'));
    }
  }

  /** The error for anything thrown on a case. An EvaluationError keeps the case that it already names. */
  static of(cause: unknown, value: Json): EvaluationError {
    return cause instanceof EvaluationError ? cause : new EvaluationError(cause, value);
  }
}

/** Stands for a case that has no value, for example because it could not be drawn, by its origin. */
export function originOf(place: Json): Json {
  return { origin: place };
}

/** True when a value stands for a case by its origin. */
export function isOrigin(value: Json): boolean {
  return typeof value === 'object' && value !== null && 'origin' in value;
}

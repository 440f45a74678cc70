/**
 * Logits over the whole vocabulary (V), stored as runs: groups of tokens with the same logit, so that an engine need not store V
 * numbers. Two runs may have the same value.
 */
export interface Logits {
  /** V. */
  readonly size: number;
  /** ℓ of each run. */
  readonly values: Float64Array;
  /** How many tokens are in each run; they add up to V. */
  readonly counts: Float64Array;
  /** The smallest vocabulary index in a run. */
  first(run: number): number;
  /** The run that a token is in. */
  runOf(token: number): number;
}

/** Logits stored one by one: every token is a run of its own. */
export class DenseLogits implements Logits {
  readonly counts: Float64Array;

  /** @param values - ℓ (V) */
  constructor(readonly values: Float64Array) {
    this.counts = new Float64Array(values.length).fill(1);
  }

  get size(): number {
    return this.values.length;
  }

  first(run: number): number {
    return run;
  }

  runOf(token: number): number {
    return token;
  }
}

/** ℓ_v of token v. */
export function logitAt(logits: Logits, token: number): number {
  return logits.values[logits.runOf(token)];
}

/** All logits as an array (V). Slow for large V: meant for tests and for display. */
export function toDense(logits: Logits): Float64Array {
  return Float64Array.from({ length: logits.size }, (_, token) => logitAt(logits, token)); // (V)
}

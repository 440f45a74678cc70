/**
 * Logits over the whole vocabulary (V), as runs of tokens with one value each, so that an engine need not store V numbers.
 * Two runs may have the same value.
 */
export interface Logits {
  /** V. */
  readonly size: number;
  /** ℓ by run. */
  readonly values: Float64Array;
  /** How many tokens are in each run; these sum to V. */
  readonly counts: Float64Array;
  /** The smallest vocabulary index in a run. */
  first(run: number): number;
  /** The run of a token. */
  runOf(token: number): number;
}

/** Every logit a run by itself. */
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

/** ℓ_v of one token. */
export function logitAt(logits: Logits, token: number): number {
  return logits.values[logits.runOf(token)];
}

/** All V logits as an array: for tests and for readers, not for loops. */
export function toDense(logits: Logits): Float64Array {
  return Float64Array.from({ length: logits.size }, (_, token) => logitAt(logits, token)); // (V)
}

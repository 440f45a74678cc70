import type { RandomStream } from '../random/random-stream.js';

// V tokens in d dimensions.

/** Token embeddings u_v, row-major (V, d). */
export interface Embeddings {
  /** d. */
  readonly dimension: number;
  readonly rows: Float64Array;
}

/**
 * V independent uniform unit vectors in d dimensions: normal entries, normalized. Two of them have an inner product of mean 0 and
 * variance 1/d: nearly orthogonal for large d, and V may exceed d.
 *
 * @throws RangeError when d is not a whole number ≥ 1
 */
export function drawEmbeddings(size: number, dimension: number, random: RandomStream): Embeddings {
  if (!(Number.isInteger(dimension) && dimension >= 1)) {
    throw new RangeError(`embeddings need a whole number of dimensions ≥ 1, not ${dimension}`);
  }
  const rows = Float64Array.from({ length: size * dimension }, () => random.normal());
  for (let v = 0; v < size; v++) {
    const row = rows.subarray(v * dimension, (v + 1) * dimension);
    let squares = 0;
    for (const entry of row) squares += entry * entry;
    const length = Math.sqrt(squares);
    for (let i = 0; i < dimension; i++) row[i] /= length;
  }
  return { dimension, rows };
}

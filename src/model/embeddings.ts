import type { RandomStream } from '../random/random-stream.js';

// V tokens in d dimensions.

/** Token embeddings u_v, row-major (V, d). */
export interface Embeddings {
  /** d. */
  readonly dimension: number;
  readonly rows: Float64Array;
}

/**
 * Draws V independent uniform unit vectors in d dimensions: normal entries, normalized. The inner product of two of them has mean 0
 * and variance 1/d, so they are nearly orthogonal for large d. V may exceed d.
 *
 * @param size - V
 * @param dimension - d
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

/**
 * G = E Eᵀ, the inner products of all embeddings, row-major (V, V). A row is multiplied with four others at a time, so that each of
 * its entries is read once for four products.
 */
export function gramMatrix({ dimension, rows }: Embeddings): Float64Array {
  const size = rows.length / dimension;
  const gram = new Float64Array(size * size); // (V, V)
  const store = (v: number, w: number, product: number) => {
    gram[v * size + w] = product;
    gram[w * size + v] = product;
  };
  for (let v = 0; v < size; v++) {
    const row = v * dimension;
    let w = 0;
    for (; w + 3 <= v; w += 4) {
      const start = w * dimension;
      let [one, two, three, four] = [0, 0, 0, 0];
      for (let i = 0; i < dimension; i++) {
        const entry = rows[row + i];
        one += entry * rows[start + i];
        two += entry * rows[start + dimension + i];
        three += entry * rows[start + 2 * dimension + i];
        four += entry * rows[start + 3 * dimension + i];
      }
      store(v, w, one);
      store(v, w + 1, two);
      store(v, w + 2, three);
      store(v, w + 3, four);
    }
    for (; w <= v; w++) {
      let product = 0;
      for (let i = 0; i < dimension; i++) product += rows[row + i] * rows[w * dimension + i];
      store(v, w, product);
    }
  }
  return gram;
}

/**
 * Integer maps, one per row, stored as sorted keys and values: a full row answers by position, a partial one by bisection.
 * Memory is proportional to the entries, never to rows × keys.
 */
export class SparseRows {
  private constructor(
    private readonly starts: Int32Array,
    private readonly keys: Int32Array,
    private readonly values: Int32Array,
    private readonly keySpace: number,
  ) {}

  /**
   * @param rows - number of rows
   * @param keySpace - keys are 0 … keySpace − 1
   * @param entries - [row, key, value]; a (row, key) may stand only once
   */
  static from(rows: number, keySpace: number, entries: Iterable<readonly [number, number, number]>): SparseRows {
    const sorted = [...entries].toSorted((one, other) => one[0] - other[0] || one[1] - other[1]);
    const starts = new Int32Array(rows + 1);
    for (const [row] of sorted) starts[row + 1]++;
    for (let row = 0; row < rows; row++) starts[row + 1] += starts[row];
    return new SparseRows(
      starts,
      Int32Array.from(sorted, (entry) => entry[1]),
      Int32Array.from(sorted, (entry) => entry[2]),
      keySpace,
    );
  }

  /** The value at (row, key), or `absent`. */
  get(row: number, key: number, absent: number): number {
    let low = this.starts[row];
    let high = this.starts[row + 1];
    if (high - low === this.keySpace) return this.values[low + key];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.keys[middle] < key) low = middle + 1;
      else high = middle;
    }
    return low < this.starts[row + 1] && this.keys[low] === key ? this.values[low] : absent;
  }

  /** How many keys the row has. */
  size(row: number): number {
    return this.starts[row + 1] - this.starts[row];
  }

  /** The row's keys, in increasing order. */
  keysOf(row: number): Int32Array {
    return this.keys.subarray(this.starts[row], this.starts[row + 1]);
  }

  /** The row's values, in the order of its keys. */
  valuesOf(row: number): Int32Array {
    return this.values.subarray(this.starts[row], this.starts[row + 1]);
  }
}

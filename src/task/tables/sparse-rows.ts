/**
 * One map from integers to integers per row, stored as sorted keys and values. A full row is read by position, a partial one by
 * bisection. Memory is proportional to the number of entries, never to rows × keys.
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
   * @param entries - [row, key, value]; `repeated` finds a (row, key) that was given twice
   */
  static from(rows: number, keySpace: number, entries: readonly (readonly [number, number, number])[]): SparseRows {
    const starts = new Int32Array(rows + 1);
    for (const [row] of entries) starts[row + 1]++;
    for (let row = 0; row < rows; row++) starts[row + 1] += starts[row];
    const keys = new Int32Array(entries.length);
    const values = new Int32Array(entries.length);
    const next = starts.slice();
    for (const [row, key, value] of entries) {
      keys[next[row]] = key;
      values[next[row]++] = value;
    }
    for (let row = 0; row < rows; row++) sortRow(keys, values, starts[row], starts[row + 1]);
    return new SparseRows(starts, keys, values, keySpace);
  }

  /** A (row, key) that was given more than once; null if there is none. */
  repeated(): readonly [row: number, key: number] | null {
    for (let row = 0; row + 1 < this.starts.length; row++) {
      for (let i = this.starts[row] + 1; i < this.starts[row + 1]; i++) {
        if (this.keys[i] === this.keys[i - 1]) return [row, this.keys[i]];
      }
    }
    return null;
  }

  /** The value at (row, key), or `absent` if there is none. */
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

  /** The number of keys in a row. */
  size(row: number): number {
    return this.starts[row + 1] - this.starts[row];
  }

  /** The keys of a row, in increasing order. */
  keysOf(row: number): Int32Array {
    return this.keys.subarray(this.starts[row], this.starts[row + 1]);
  }

  /** The values of a row, in the order of its keys. */
  valuesOf(row: number): Int32Array {
    return this.values.subarray(this.starts[row], this.starts[row + 1]);
  }
}

/** Sorts one row by key. Most rows are given in order, so that is checked first. */
function sortRow(keys: Int32Array, values: Int32Array, start: number, end: number): void {
  let ordered = true;
  for (let i = start + 1; i < end && ordered; i++) ordered = keys[i - 1] <= keys[i];
  if (ordered) return;
  const order = Array.from({ length: end - start }, (_, i) => start + i).toSorted((one, other) => keys[one] - keys[other]);
  keys.set(
    order.map((i) => keys[i]),
    start,
  );
  values.set(
    order.map((i) => values[i]),
    start,
  );
}

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
   * @param entries - [row, key, value]; where a (row, key) stands twice, `repeated` finds it
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

  /** A (row, key) that was given more than once, or null. */
  repeated(): readonly [row: number, key: number] | null {
    for (let row = 0; row + 1 < this.starts.length; row++) {
      for (let i = this.starts[row] + 1; i < this.starts[row + 1]; i++) {
        if (this.keys[i] === this.keys[i - 1]) return [row, this.keys[i]];
      }
    }
    return null;
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

/** Sorts one row by key; most rows come in order and are left as they are. */
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

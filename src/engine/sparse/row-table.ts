/** A term of a logit: ℓ/β contains count · σ(h_unit). */
export interface Term {
  readonly unit: number;
  readonly count: number;
}

/**
 * The distinct logits of a batch. A *row* is a sum of counted units. Two tokens with the same row have the same logit at every θ,
 * whatever prompts they occur in, so it is computed once.
 *
 * Rows are the nodes of a trie: a row is its parent plus one *change*, which adds or removes a few terms. Counts are whole numbers
 * and are added up when the node is made, so nothing is left to cancel in floating point.
 */
export class RowTable {
  private readonly counts: ReadonlyMap<number, number>[] = [];
  private readonly children: Map<number, number>[] = [];
  private readonly changes: (readonly Term[])[] = [];
  private readonly roots = new Map<string, number>();

  /** The row with these terms. */
  root(terms: readonly Term[]): number {
    const key = terms.map(({ unit, count }) => `${unit}:${count}`).join(' ');
    let row = this.roots.get(key);
    if (row === undefined) {
      row = this.add(new Map(), terms);
      this.roots.set(key, row);
    }
    return row;
  }

  /**
   * Registers a change and returns its number. Counts may be negative. Callers keep the number: the same terms get a new one each
   * time.
   */
  change(terms: readonly Term[]): number {
    return this.changes.push(terms) - 1;
  }

  /** The row after a change. */
  child(row: number, change: number): number {
    let child = this.children[row].get(change);
    if (child === undefined) {
      child = this.add(this.counts[row], this.changes[change]);
      this.children[row].set(change, child);
    }
    return child;
  }

  /** The terms of a row, without those of count 0. */
  terms(row: number): Term[] {
    return [...this.counts[row]].filter(([, count]) => count !== 0).map(([unit, count]) => ({ unit, count }));
  }

  private add(base: ReadonlyMap<number, number>, terms: readonly Term[]): number {
    const counts = new Map(base);
    for (const { unit, count } of terms) counts.set(unit, (counts.get(unit) ?? 0) + count);
    this.children.push(new Map());
    return this.counts.push(counts) - 1;
  }
}

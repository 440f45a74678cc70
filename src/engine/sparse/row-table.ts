/** How a unit counts in a logit: ℓ/β gains count · σ(h_unit). */
export interface Term {
  readonly unit: number;
  readonly count: number;
}

/**
 * The distinct logits of a batch. A *row* is a sum of counted units; two tokens with the same row have the same logit at every θ,
 * in whatever prompt they stand, so it is computed once.
 *
 * Rows are the nodes of a trie: a row is a parent row with one *change*, a few terms added or taken away. Counts are whole
 * numbers and are summed up when the node is made, so that nothing is left to cancel in floating point.
 */
export class RowTable {
  private readonly counts: ReadonlyMap<number, number>[] = [];
  private readonly children: Map<number, number>[] = [];
  private readonly changes: (readonly Term[])[] = [];
  private readonly roots = new Map<string, number>();

  /** The row made of these terms. */
  root(terms: readonly Term[]): number {
    const key = terms.map(({ unit, count }) => `${unit}:${count}`).join(' ');
    let row = this.roots.get(key);
    if (row === undefined) {
      row = this.add(new Map(), terms);
      this.roots.set(key, row);
    }
    return row;
  }

  /** A new name for a change of these terms; counts may be negative. Whoever makes changes keeps the names. */
  change(terms: readonly Term[]): number {
    return this.changes.push(terms) - 1;
  }

  /** The row that a change makes of a row. */
  child(row: number, change: number): number {
    let child = this.children[row].get(change);
    if (child === undefined) {
      child = this.add(this.counts[row], this.changes[change]);
      this.children[row].set(change, child);
    }
    return child;
  }

  /** The terms of a row, units with a count of zero left out. */
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

import type { RowTable, Term } from './row-table.js';
import type { UnitTable } from './unit-table.js';

/** The changes that turn the row of a plain token into that of another (see `RowTable`), each made once per batch. */
export class ChangeTable {
  private readonly meetings = new Map<number, number>();
  private readonly additions = new Map<number, number>();

  constructor(
    private readonly units: UnitTable,
    private readonly rows: RowTable,
  ) {}

  /** The unit that sees only the token at `place` fires `count` more times, or fewer if `count` is negative. */
  add(place: number, count: number): number {
    return this.find(this.additions, place * SPACING + count, () => [{ unit: this.units.single(place), count }]);
  }

  /** A unit that saw only the token at `place` sees the one at `other` as well. */
  meet(place: number, other: number): number {
    return this.find(this.meetings, place * SPACING + other, () => [
      { unit: this.units.single(place), count: -1 },
      { unit: this.units.pair(place, other), count: 1 },
    ]);
  }

  /** The unit that sees the tokens at both places fires once more. */
  addPair(place: number, other: number): number {
    return this.find(this.meetings, -(place * SPACING + other) - 1, () => [{ unit: this.units.pair(place, other), count: 1 }]);
  }

  private find(table: Map<number, number>, key: number, terms: () => readonly Term[]): number {
    let change = table.get(key);
    if (change === undefined) {
      change = this.rows.change(terms());
      table.set(key, change);
    }
    return change;
  }
}

/** Keeps the keys apart: places and counts of sharers are far smaller, and a key stays an exact integer. */
const SPACING = 2 ** 27;

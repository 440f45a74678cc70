import type { RowTable, Term } from './row-table.js';
import type { UnitTable } from './unit-table.js';

/** The ways in which the logit of one token differs from that of a plainer one, each made once per batch. */
export class ChangeTable {
  private readonly meetings = new Map<number, number>();
  private readonly additions = new Map<number, number>();

  constructor(
    private readonly units: UnitTable,
    private readonly rows: RowTable,
  ) {}

  /** The unit of the token at `place` alone fires `count` times more (or fewer, when negative). */
  add(place: number, count: number): number {
    return this.named(this.additions, place * SPACING + count, () => [{ unit: this.units.single(place), count }]);
  }

  /** The unit that saw the token at `place` alone sees `other` as well. */
  meet(place: number, other: number): number {
    return this.named(this.meetings, place * SPACING + other, () => [
      { unit: this.units.single(place), count: -1 },
      { unit: this.units.pair(place, other), count: 1 },
    ]);
  }

  /** A unit that sees the tokens at both places fires once more. */
  addPair(place: number, other: number): number {
    return this.named(this.meetings, -(place * SPACING + other) - 1, () => [{ unit: this.units.pair(place, other), count: 1 }]);
  }

  private named(table: Map<number, number>, key: number, terms: () => readonly Term[]): number {
    let change = table.get(key);
    if (change === undefined) {
      change = this.rows.change(terms());
      table.set(key, change);
    }
    return change;
  }
}

/** Only spaces the keys: places and counts of sharers are far smaller, and the key stays one exact integer. */
const SPACING = 2 ** 27;

/**
 * The distinct sums of attention that reach a hidden unit. A unit fires on h = Σ of p over the positions of its tokens, and p is
 * shared by all prompts of a batch, so units of different prompts with the same positions have one h, one σ(h) and one slope.
 *
 * A *place* is the set of positions at which one token of a prompt stands: a single position, or several when an answer recurs.
 * T positions; a batch of prompts without repeats has at most T places and T(T + 1)/2 units.
 */
export class UnitTable {
  private readonly places = new Map<string, number>();
  private readonly placePositions: (readonly number[])[] = [];
  private readonly units = new Map<number, number>();
  private readonly unitPositions: (readonly number[])[] = [];

  /** The place of a token that stands at these positions, given in increasing order. */
  place(positions: readonly number[]): number {
    const key = positions.join(' ');
    let place = this.places.get(key);
    if (place === undefined) {
      place = this.placePositions.length;
      this.places.set(key, place);
      this.placePositions.push(positions);
    }
    return place;
  }

  /** The unit that sees one token. */
  single(place: number): number {
    return this.unit(place, place);
  }

  /** The unit that sees two tokens, of different sets, hence at disjoint positions. */
  pair(place: number, other: number): number {
    return place < other ? this.unit(place, other) : this.unit(other, place);
  }

  /** Positions by unit: h_u = Σ_{t ∈ positions(u)} p_t. */
  positions(): readonly (readonly number[])[] {
    return this.unitPositions;
  }

  private unit(low: number, high: number): number {
    const key = low * MOST_PLACES + high;
    let unit = this.units.get(key);
    if (unit === undefined) {
      unit = this.unitPositions.length;
      this.units.set(key, unit);
      this.unitPositions.push(
        low === high ? this.placePositions[low] : [...this.placePositions[low], ...this.placePositions[high]],
      );
    }
    return unit;
  }
}

/** Only spaces the keys: two places stay one exact integer. */
const MOST_PLACES = 2 ** 26;

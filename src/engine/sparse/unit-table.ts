/**
 * The distinct sums of attention that hidden units see. A unit sees h = Σ of p over the positions of its tokens, and all prompts of
 * a batch share p, so units of different prompts with the same positions have the same h, σ(h) and slope.
 *
 * A *place* is the set of positions of one token in a prompt: a single position, or several when an answer recurs. A batch of
 * prompts with T positions and no recurring tokens has at most T places and T(T + 1)/2 units.
 */
export class UnitTable {
  private readonly places = new Map<string, number>();
  private readonly placePositions: (readonly number[])[] = [];
  private readonly units = new Map<number, number>();
  private readonly unitPositions: (readonly number[])[] = [];

  /** The place of a token with these positions, given in increasing order. */
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

  /** The unit that sees two tokens. They are of different kinds, hence at disjoint positions. */
  pair(place: number, other: number): number {
    return place < other ? this.unit(place, other) : this.unit(other, place);
  }

  /** The positions of each unit: h_u = Σ_{t ∈ positions(u)} p_t. */
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

/** Keeps the keys apart: a pair of places stays an exact integer. */
const MOST_PLACES = 2 ** 26;

import { normalTail } from './normal-tail.js';

// S = A subjects and answers, R relations, N triplets, d dimensions, p the power of the memory.

/** A Latin table whose memory is built of random unit embeddings. */
export interface EmbeddedTable {
  /** S. */
  readonly subjects: number;
  /** R. */
  readonly relations: number;
  /** p, a whole number ≥ 2; the bias is 0. */
  readonly power: number;
  /** How many triplets are asked for, both ways; all S R unless given. */
  readonly triplets?: number;
}

/** Tokens that compete with a target in the same way. */
interface Rivals {
  readonly count: number;
  /** How many half-firing units write each of them. */
  readonly halves: number;
  /** How many of the random units write one of them, and how many write the target. */
  readonly units: number;
  readonly targetUnits: number;
  /** Σ of the squares of what is written to all tokens. */
  readonly written: number;
}

/**
 * How many readings one expects to fail, of the two that ask for each triplet at ½ + ½, when the memory of spec/model.md §3 is built of
 * random unit embeddings in d dimensions: an upper bound of the chance that any of them fails.
 *
 * Inner products of embeddings are near normal with variance 1/d. Read at x = ½(u_s + u_r):
 * - the unit (s, r) sees 1 + ⟨u_s, u_r⟩ and writes the target a. Every unit with one of the two tokens sees half of that on average, so
 *   the inner product scales them all alike and decides nothing: take σ(1) = 1;
 * - a unit with one of the two tokens fires σ(½ + y), y normal of variance 1/(2d): S − 1 write the other answers, R − 1 write a*(s, r')
 *   once more, R write relations. So R − 1 rivals of the target get 2 σ(½) on average;
 * - the others of the 2N units see a normal h of variance 1/d and fire E max(h, 0)^p = ½ m_p d^{−p/2}, m_p = E|Z|^p: R of them write each
 *   answer, and S each relation;
 * - the embeddings that are written, c_v u_v, meet each other: interference of variance Σ c²/d in each logit, the target's and the rival's.
 * The other direction, x = ½(u_s + u_a), is alike: R − 1 relations r' have two half-firing units, (s, ·) → r' and (·, a) → r'. A reading
 * fails when any rival wins; given the target's own interference the rivals are independent, near enough.
 */
export function expectedFailures(
  { subjects: S, relations: R, power: p, triplets = S * R }: EmbeddedTable,
  dimension: number,
): number {
  const random = 0.5 * absoluteMoment(p) * dimension ** (-p / 2); // E σ(h) of a unit that sees neither token
  const spread = 0.5 * absoluteMoment(2 * p) * dimension ** -p - random ** 2; // its variance
  const deviation = Math.sqrt(1 / (2 * dimension)); // of y
  const half = meanOverNormal((z) => Math.max(0, 0.5 + z * deviation) ** p); // E σ(½ + y)
  const halfSpread = meanOverNormal((z) => Math.max(0, 0.5 + z * deviation) ** (2 * p)) - half ** 2; // its variance

  /** Σ c² over tokens that `halves` half-firing and `units` random ones write. */
  const squares = (tokens: number, halves: number, units: number) =>
    tokens * ((halves * half + units * random) ** 2 + halves * halfSpread + units * spread);
  /**
   * What `halves` half-firing units write to one token, their mean y at z deviations of its own: σ(½ + y) is far from normal for large p.
   * Two of them add their distance from the mean on average, to second order.
   */
  const direct = (halves: number, z: number) => {
    if (halves === 0) return 0;
    const h = Math.max(0, 0.5 + (z * deviation) / Math.sqrt(halves));
    return halves * (h ** p + ((halves - 1) / halves) * ((p * (p - 1)) / 2) * h ** (p - 2) * deviation ** 2);
  };
  const forAnswer = squares(R - 1, 2, R) + squares(S - R, 1, R) + squares(R, 1, S);
  const forRelation = squares(R - 1, 2, S) + squares(R, 1, R) + squares(S - R, 0, R);
  const readings: readonly (readonly Rivals[])[] = [
    [
      { count: R - 1, halves: 2, units: R, targetUnits: R, written: forAnswer },
      { count: S - R, halves: 1, units: R, targetUnits: R, written: forAnswer },
      { count: R, halves: 1, units: S, targetUnits: R, written: forAnswer },
      { count: S, halves: 0, units: 0, targetUnits: R, written: forAnswer },
    ],
    [
      { count: R - 1, halves: 2, units: S, targetUnits: S, written: forRelation },
      { count: R, halves: 1, units: R, targetUnits: S, written: forRelation },
      { count: S - R, halves: 0, units: R, targetUnits: S, written: forRelation },
      { count: S, halves: 0, units: 0, targetUnits: S, written: forRelation },
    ],
  ];
  /** The chance that no rival wins, given the target's interference in deviations. */
  const spared = (rivals: readonly Rivals[], z: number) => {
    const expected = rivals.reduce((sum, { count, halves, units, targetUnits, written }) => {
      const own = z * Math.sqrt(written / dimension + targetUnits * spread);
      const wins = meanOverNormal((y) => {
        const gap = 1 - direct(halves, y) + (targetUnits - units) * random;
        return normalTail((gap + own) / Math.sqrt((gap ** 2 + written) / dimension + units * spread));
      });
      return sum + count * wins;
    }, 0);
    return Math.exp(-expected);
  };
  return triplets * readings.reduce((sum, rivals) => sum + 1 - meanOverNormal((z) => spared(rivals, z)), 0);
}

/** E f(Z) of a standard normal Z, by the trapezoidal rule, whose error for smooth f is far below the tails left out. */
function meanOverNormal(f: (z: number) => number): number {
  let sum = 0;
  let weights = 0;
  for (let z = -7; z <= 7; z += 0.5) {
    const weight = Math.exp(-(z * z) / 2);
    sum += weight * f(z);
    weights += weight;
  }
  return sum / weights;
}

/** The least d at which no more than `failures` readings are expected to fail; ln 2 gives the median over embeddings. */
export function predictedDimension(table: EmbeddedTable, failures: number): number {
  let high = 1;
  while (expectedFailures(table, high) > failures) high *= 2;
  let low = high / 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (expectedFailures(table, middle) > failures) low = middle;
    else high = middle;
  }
  return high;
}

/** E|Z|^q of a standard normal Z, q a whole number: (q − 1)!!, times √(2/π) for odd q. */
function absoluteMoment(order: number): number {
  let moment = order % 2 === 0 ? 1 : Math.sqrt(2 / Math.PI);
  for (let factor = order - 1; factor > 1; factor -= 2) moment *= factor;
  return moment;
}

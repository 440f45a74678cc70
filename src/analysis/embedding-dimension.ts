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
  /** The variance of the difference that the random units make. */
  readonly background: number;
}

/** Expected numbers of readings that fail: those of ½u_s + ½u_r that ask for an answer, and those of ½u_s + ½u_a that ask for a relation. */
export interface ExpectedFailures {
  readonly answers: number;
  readonly relations: number;
}

/**
 * How many readings are expected to fail, of the two that ask for each triplet at ½ + ½, when the memory of spec/model.md §3 is built of
 * random unit embeddings in d dimensions. An approximation, to leading order in inner products of size d^−½;
 * spec/measurements.md#random-embeddings says how near it comes. Where the sum is small it is about the chance that any reading fails.
 *
 * Inner products of embeddings are near normal with variance 1/d. Read at x = ½(u_s + u_r):
 * - the unit (s, r) sees 1 + ⟨u_s, u_r⟩ and writes the target a. Every unit with one of the two tokens sees half of that on average, so
 *   the inner product scales them all alike and decides nothing: take σ(1) = 1;
 * - a unit with one of the two tokens fires σ(½ + y), y normal of variance 1/(2d): S − 1 write the other answers, R − 1 write a*(s, r')
 *   once more, R write relations. So R − 1 rivals of the target get 2 σ(½) on average;
 * - the others of the 2N units see a normal h of variance 1/d and fire E max(h, 0)^p = ½ m_p d^{−p/2}, m_p = E|Z|^p: R of them write each
 *   answer, and S each relation;
 *   What one embedding of a unit brings whatever its partner adds to all relations alike, and moves none of them against another;
 * - the embeddings that are written, c_v u_v, meet each other: interference of variance Σ c²/d in each logit, the target's and the rival's.
 * The other direction, x = ½(u_s + u_a), is alike: R − 1 relations r' have two half-firing units, (s, ·) → r' and (·, a) → r'. A reading
 * fails when any rival wins; given the target's own interference the rivals are independent, near enough.
 */
export function expectedFailures(table: EmbeddedTable, dimension: number): ExpectedFailures {
  check(table);
  if (!(Number.isInteger(dimension) && dimension >= 1)) throw new RangeError(`d must be a whole number ≥ 1, not ${dimension}`);
  const { subjects: S, relations: R, power: p, triplets = S * R } = table;
  const random = 0.5 * absoluteMoment(p) * dimension ** (-p / 2); // E σ(h) of a unit that sees neither token
  const spread = 0.5 * absoluteMoment(2 * p) * dimension ** -p - random ** 2; // its variance
  const deviation = Math.sqrt(1 / (2 * dimension)); // of y
  const alone = meanOverNormal((y) => meanOverNormal((z) => Math.max(0, (y + z) * deviation) ** p) ** 2) - random ** 2; // one embedding's part of it
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
  const fromAnswer = { targetUnits: R, written: forAnswer };
  const fromRelation = { targetUnits: S, written: forRelation };
  const answers: readonly Rivals[] = [
    { ...fromAnswer, count: R - 1, halves: 2, units: R, background: 2 * R * spread },
    { ...fromAnswer, count: S - R, halves: 1, units: R, background: 2 * R * spread },
    { ...fromAnswer, count: R, halves: 1, units: S, background: (R + S) * spread },
    { ...fromAnswer, count: S, halves: 0, units: 0, background: R * spread },
  ];
  const relations: readonly Rivals[] = [
    { ...fromRelation, count: R - 1, halves: 2, units: S, background: 2 * S * (spread - 2 * alone) }, // u_s and u_a to all relations
    { ...fromRelation, count: R, halves: 1, units: R, background: (S + R) * spread },
    { ...fromRelation, count: S - R, halves: 0, units: R, background: (S + R) * spread },
    { ...fromRelation, count: S, halves: 0, units: 0, background: S * spread },
  ];
  /** The chance that no rival wins, given the target's interference in deviations. */
  const spared = (rivals: readonly Rivals[], z: number) => {
    const expected = rivals.reduce((sum, { count, halves, units, targetUnits, written, background }) => {
      const own = z * Math.sqrt(written / dimension + background / 2);
      const wins = meanOverNormal((y) => {
        const gap = 1 - direct(halves, y) + (targetUnits - units) * random;
        return normalTail((gap + own) / Math.sqrt((gap ** 2 + written) / dimension + background / 2));
      });
      return sum + count * wins;
    }, 0);
    return Math.exp(-expected);
  };
  const failing = (rivals: readonly Rivals[]) => triplets * (1 - meanOverNormal((z) => spared(rivals, z)));
  return { answers: failing(answers), relations: failing(relations) };
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

/**
 * The least d at which no more than `failures` readings are expected to fail; ln 2 gives about the median over embeddings.
 *
 * @throws RangeError when `failures` is not positive, p is no whole number ≥ 2, or the sizes are none of a Latin table
 */
export function predictedDimension(table: EmbeddedTable, failures: number): number {
  if (!(failures > 0)) throw new RangeError(`the expected number of failures must be positive, not ${failures}`);
  const tooMany = (dimension: number) => {
    const { answers, relations } = expectedFailures(table, dimension);
    return answers + relations > failures;
  };
  let high = 1;
  while (tooMany(high)) high *= 2;
  let low = high / 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (tooMany(middle)) low = middle;
    else high = middle;
  }
  return high;
}

function check({ subjects, relations, power, triplets }: EmbeddedTable): void {
  if (!(Number.isInteger(power) && power >= 2)) throw new RangeError(`the prediction is for whole powers p ≥ 2, not ${power}`);
  if (!(Number.isInteger(subjects) && Number.isInteger(relations) && 1 <= relations && relations <= subjects)) {
    throw new RangeError(`a Latin table has 1 ≤ R ≤ S, not S = ${subjects}, R = ${relations}`);
  }
  if (triplets !== undefined && !(triplets > 0)) throw new RangeError(`some triplets must be asked for, not ${triplets}`);
}

/** E|Z|^q of a standard normal Z, q a whole number: (q − 1)!!, times √(2/π) for odd q. */
function absoluteMoment(order: number): number {
  let moment = order % 2 === 0 ? 1 : Math.sqrt(2 / Math.PI);
  for (let factor = order - 1; factor > 1; factor -= 2) moment *= factor;
  return moment;
}

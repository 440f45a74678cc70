import { normalTail } from './normal-tail.js';

// S subjects and S answers, R relations, N = S R triplets, d dimensions, p the power of the memory.

/** A Latin table whose memory is built from random unit embeddings. */
export interface EmbeddedTable {
  /** S. */
  readonly subjects: number;
  /** R. */
  readonly relations: number;
  /** p, a whole number ≥ 2; the bias is 0. */
  readonly power: number;
  /** How many triplets are read, each in both directions; all S R by default. */
  readonly triplets?: number;
}

/** Tokens that compete with a target in the same way. */
interface Rivals {
  readonly count: number;
  /** How many half-firing units write each of these tokens. */
  readonly halves: number;
  /** How many random units (those that see neither token of the reading) write each of these tokens. */
  readonly units: number;
  /** How many random units write the target. */
  readonly targetUnits: number;
  /** Σ c² of what is written to all tokens. */
  readonly written: number;
  /** The variance that the random units add to the difference between the target and such a token. */
  readonly background: number;
}

/** The expected number of failing readings in each direction. */
export interface ExpectedFailures {
  /** Readings of ½u_s + ½u_r, whose target is an answer. */
  readonly answers: number;
  /** Readings of ½u_s + ½u_a, whose target is a relation. */
  readonly relations: number;
}

/**
 * The expected number of failing readings when the memory of spec/model.md §3 is built from random unit embeddings in d dimensions.
 * Each triplet is read twice, at ½u_s + ½u_r and at ½u_s + ½u_a. This is an approximation to leading order in inner products of
 * size d^−½; spec/measurements.md#random-embeddings shows how close it is. A small sum is about the chance that any reading fails.
 *
 * Inner products of embeddings are near normal with variance 1/d. Read at x = ½(u_s + u_r):
 * - The unit (s, r) sees 1 + ⟨u_s, u_r⟩ and writes the target a. Every unit with one of the two tokens sees half of that on average,
 *   so the inner product scales them all alike and decides nothing: take σ(1) = 1.
 * - A unit with one of the two tokens fires σ(½ + y), y normal of variance 1/(2d). S − 1 of them write the other answers, R − 1
 *   write a*(s, r') once more, and R write relations. So R − 1 rivals of the target get 2 σ(½) on average.
 * - The other units of the 2N see a normal h of variance 1/d and fire E max(h, 0)^p = ½ m_p d^{−p/2}, m_p = E|Z|^p. R of them write
 *   each answer, and S each relation. What one embedding of a unit contributes regardless of its partner adds to all relations
 *   alike, and moves none of them against another.
 * - The written embeddings c_v u_v have inner products with each other: interference of variance Σ c²/d in each logit, the target's
 *   and the rival's.
 *
 * The other direction, x = ½(u_s + u_a), is similar: R − 1 relations r' have two half-firing units, (s, ·) → r' and (·, a) → r'. A
 * reading fails when any rival wins. Given the target's own interference the rivals are approximately independent.
 *
 * @throws RangeError when d is not a whole number ≥ 1, p not a whole number ≥ 2, or the sizes are not those of a Latin table
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

  /** Σ c² over `tokens` tokens, each written by `halves` half-firing and `units` random units. */
  const squares = (tokens: number, halves: number, units: number) =>
    tokens * ((halves * half + units * random) ** 2 + halves * halfSpread + units * spread);
  /**
   * What `halves` half-firing units write to one token, given that the mean of their y is z of its standard deviations. It is
   * conditioned on z, not approximated by a normal, since σ(½ + y) is far from normal for large p. The distance of two units from
   * their mean is averaged over, to second order.
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
  /** The chance that no rival wins when the target's interference is z deviations. */
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

/** E f(Z) of a standard normal Z, by the trapezoidal rule. For smooth f its error is far below that of cutting off the tails. */
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
 * The least d at which at most `failures` readings are expected to fail. With ln 2 failures it is about the median, over draws of
 * the embeddings, of the least d at which no reading fails.
 *
 * @throws RangeError when `failures` is not positive, p is not a whole number ≥ 2, or the sizes are not those of a Latin table
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
  if (triplets !== undefined && !(triplets > 0)) throw new RangeError(`the number of triplets must be positive, not ${triplets}`);
}

/** E|Z|^q of a standard normal Z for a whole number q: (q − 1)!!, times √(2/π) for odd q. */
function absoluteMoment(order: number): number {
  let moment = order % 2 === 0 ? 1 : Math.sqrt(2 / Math.PI);
  for (let factor = order - 1; factor > 1; factor -= 2) moment *= factor;
  return moment;
}

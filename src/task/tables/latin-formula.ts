import type { KnowledgeBase } from '../knowledge-base.js';

/**
 * A cyclic Latin table given by a formula: a*(s, r) = (m·s + c·r) mod S, with m and c coprime to S.
 * It stores no facts, so S may be 10⁶ or 2²⁵ at the same cost for everything that reads the table through the interface.
 */
export class LatinFormula implements KnowledgeBase {
  readonly answers: number;
  readonly facts: number;
  private readonly multiplier: number;
  private readonly step: number;
  private readonly histogram: readonly (readonly [number, number])[];

  /**
   * @param subjects - S, at most 2²⁶, so that every product stays an exact integer
   * @param relations - R ≤ S
   * @throws RangeError when S or R is out of range
   */
  constructor(
    readonly subjects: number,
    readonly relations: number,
  ) {
    if (!(Number.isInteger(subjects) && subjects >= 1 && subjects <= 2 ** 26)) {
      throw new RangeError(`a Latin formula needs 1 ≤ S ≤ 2²⁶, not ${subjects}`);
    }
    if (!(Number.isInteger(relations) && relations >= 1 && relations <= subjects)) {
      throw new RangeError(`a Latin formula needs 1 ≤ R ≤ S, not R = ${relations}, S = ${subjects}`);
    }
    this.answers = subjects;
    this.facts = subjects * relations;
    // Two fractions of S that are far from simple ratios, so that neighbouring subjects get distant answers.
    this.multiplier = nextCoprime(subjects, Math.floor(subjects * 0.618));
    this.step = nextCoprime(subjects, Math.floor(subjects * 0.414));
    this.histogram = [[1, subjects]];
  }

  answerOf(subject: number, relation: number): number {
    return (this.multiplier * subject + this.step * relation) % this.subjects;
  }

  sharersOf(): number {
    return 1;
  }

  domainSize(): number {
    return this.subjects;
  }

  domainMember(_relation: number, position: number): number {
    return position;
  }

  sharersHistogram(): readonly (readonly [number, number])[] {
    return this.histogram;
  }
}

function nextCoprime(modulus: number, start: number): number {
  let candidate = Math.max(1, start);
  while (greatestCommonDivisor(candidate, modulus) !== 1) candidate++;
  return candidate;
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other);
}

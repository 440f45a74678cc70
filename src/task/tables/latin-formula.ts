import type { KnowledgeBase } from '../knowledge-base.js';

/**
 * A cyclic Latin table that is a formula: a*(s, r) = (m·s + c·r) mod S, with m and c prime to S.
 * It stores nothing, so S may be 10⁶ or 2²⁵: the cost of everything that reads a table through the interface stays the same.
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
    // Two fractions of S that are far from simple ratios, so that near subjects get far answers.
    this.multiplier = nextPrimeTo(subjects, Math.floor(subjects * 0.618));
    this.step = nextPrimeTo(subjects, Math.floor(subjects * 0.414));
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

function nextPrimeTo(modulus: number, start: number): number {
  let candidate = Math.max(1, start);
  while (greatestCommonDivisor(candidate, modulus) !== 1) candidate++;
  return candidate;
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other);
}

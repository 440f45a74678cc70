import type { RandomStream } from '../../random/random-stream.js';
import { KeyedPermutation } from './keyed-permutation.js';
import type { KnowledgeBase } from '../knowledge-base.js';

// S = 2^m subjects and as many answers, R relations.

/** The kinds of tables that are formulas: isotopes of Z_S or of Z₂^m, and independent bijections. */
export type FormulaKind = 'cyclic' | 'elementary' | 'bijections';

/**
 * A random table that stores only keys, so that 2³⁰ facts cost as much as 2¹⁰. It is a Latin table, like the stored ones but with
 * keyed relabellings: a*(s, r) = γ(α(s) + ρ(r) mod S) or γ(α(s) xor ρ(r)). Or it is a table of independent bijections:
 * a*(s, r) = π_r(s) with a keyed permutation π_r for each relation.
 */
export class TableFormula implements KnowledgeBase {
  readonly answers: number;
  readonly facts: number;
  private readonly answer: (subject: number, relation: number) => number;
  private readonly histogram: readonly (readonly [number, number])[];

  /**
   * @param bits - m of S = 2^m, 2 … 30
   * @param relations - R ≤ S
   * @throws RangeError when m or R is out of range
   */
  constructor(
    kind: FormulaKind,
    bits: number,
    readonly relations: number,
    random: RandomStream,
  ) {
    const subjects = 2 ** bits;
    if (!(Number.isInteger(relations) && relations >= 1 && relations <= subjects)) {
      throw new RangeError(`a table of ${subjects} subjects needs 1 ≤ R ≤ ${subjects}, not R = ${relations}`);
    }
    this.answers = subjects;
    this.facts = subjects * relations;
    this.histogram = [[1, subjects]];
    if (kind === 'bijections') {
      const bijections = Array.from({ length: relations }, () => new KeyedPermutation(bits, random));
      this.answer = (subject, relation) => bijections[relation].at(subject);
    } else {
      const [alpha, rho, gamma] = [0, 1, 2].map(() => new KeyedPermutation(bits, random));
      const shifts = Array.from({ length: relations }, (_, relation) => rho.at(relation));
      // Callers usually ask for all relations of a subject in turn, so its element is cached.
      let [lastSubject, lastElement] = [-1, -1];
      const elementOf = (subject: number) => {
        if (subject !== lastSubject) [lastSubject, lastElement] = [subject, alpha.at(subject)];
        return lastElement;
      };
      this.answer =
        kind === 'cyclic'
          ? (subject, relation) => gamma.at((elementOf(subject) + shifts[relation]) % subjects)
          : (subject, relation) => gamma.at((elementOf(subject) ^ shifts[relation]) >>> 0);
    }
  }

  get subjects(): number {
    return this.answers;
  }

  answerOf(subject: number, relation: number): number {
    return this.answer(subject, relation);
  }

  sharersOf(): number {
    return 1;
  }

  domainSize(): number {
    return this.answers;
  }

  domainMember(_relation: number, position: number): number {
    return position;
  }

  sharersHistogram(): readonly (readonly [number, number])[] {
    return this.histogram;
  }
}

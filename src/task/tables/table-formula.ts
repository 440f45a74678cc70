import type { RandomStream } from '../../random/random-stream.js';
import { KeyedPermutation } from './keyed-permutation.js';
import type { KnowledgeBase } from '../knowledge-base.js';

// S = 2^m subjects = answers, R relations.

/** The kinds of tables that are formulas: isotopes of the two groups, and independent bijections. */
export type FormulaKind = 'cyclic' | 'elementary' | 'bijections';

/**
 * A random table that stores nothing but keys, so that 2³⁰ facts cost what 2¹⁰ do: a*(s, r) = γ(α(s) + ρ(r) mod S) or γ(α(s) xor ρ(r)) with
 * keyed relabellings, a Latin table like those that are stored; or a*(s, r) = π_r(s), every relation a keyed bijection of its own.
 */
export class TableFormula implements KnowledgeBase {
  readonly answers: number;
  readonly facts: number;
  private readonly answer: (subject: number, relation: number) => number;
  private readonly histogram: readonly (readonly [number, number])[];

  /**
   * @param bits - m of S = 2^m, 2 … 30
   * @param relations - R ≤ S
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
      // Readers ask for all relations of one subject after another: its element is kept.
      let [known, kept] = [-1, -1];
      const elementOf = (subject: number) => {
        if (subject !== known) [known, kept] = [subject, alpha.at(subject)];
        return kept;
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

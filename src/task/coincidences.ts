import type { KnowledgeBase } from './knowledge-base.js';
import type { Prompt } from './prompt.js';

// R relations, k pairs; a cell (s, r') is a subject of a prompt and a relation.

/** Coincidences up to which a prompt is worth remembering: more of them hardly come again. */
const MOST_COINCIDENCES = 4;

/**
 * Tells prompts apart by which of their (k + 1) R cells have an answer in common. Where every relation is a bijection between subjects and
 * answers, that is all that attention to positions can tell of a prompt (spec/model.md §6): c_r'(a) is 1 throughout, ℓ_r' hangs on which cells
 * of r' have an answer of the context, whose answers are cells themselves, ℓ_a on the cells that have a, and all answers of no cell are alike.
 * Prompts of equal coincidences, of tables of equal sizes, are answered alike and teach the same: to the last bit, since the cells and the
 * prompt's relation are told by their places, so that sums have one order. (Relations in another order teach the same but for rounding, and where
 * attention leaves a symmetric state by an accident of rounding that is another answer.)
 */
export class Coincidences {
  private readonly answers: Int32Array; // by cell
  private readonly slots: Int32Array; // an open hash table of cells: cell + 1, 0 where empty
  private readonly mask: number;

  /** @param pairs - k */
  constructor(
    private readonly knowledge: KnowledgeBase,
    pairs: number,
  ) {
    const cells = (pairs + 1) * knowledge.relations;
    this.answers = new Int32Array(cells);
    let slots = 4;
    while (slots < 2 * cells) slots *= 2;
    this.slots = new Int32Array(slots);
    this.mask = slots - 1;
  }

  /**
   * A prompt's relation, and the cells that repeat the answer of an earlier one, each after that one, counted subject by subject in the order of
   * the prompt; null where too many coincide.
   */
  of({ context, query, relation }: Prompt): string | null {
    const { knowledge, answers, slots, mask } = this;
    const { relations } = knowledge;
    slots.fill(0);
    let key = String.fromCharCode(relation);
    let cell = 0;
    for (let i = 0; i <= context.length; i++) {
      const subject = i < context.length ? context[i][0] : query;
      for (let r = 0; r < relations; r++, cell++) {
        const answer = knowledge.answerOf(subject, r);
        answers[cell] = answer;
        let slot = (Math.imul(answer, SCATTER) >>> 16) & mask;
        while (slots[slot] !== 0 && answers[slots[slot] - 1] !== answer) slot = (slot + 1) & mask;
        if (slots[slot] === 0) slots[slot] = cell + 1;
        else if (key.length > 2 * MOST_COINCIDENCES) return null;
        else key += String.fromCharCode(slots[slot] - 1, cell);
      }
    }
    return key;
  }
}

/** 2³² / golden ratio, odd: near answers get far slots. */
const SCATTER = 0x9e3779b1;

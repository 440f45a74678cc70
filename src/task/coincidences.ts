import type { KnowledgeBase } from './knowledge-base.js';
import { PlaceTable } from './tables/place-table.js';
import type { Prompt } from './prompt.js';

// R relations, k pairs; a cell (s, r') is a subject of a prompt and a relation.

/**
 * Tells prompts apart by which of their (k + 1) R cells have an answer in common. Where every relation is a bijection between subjects and
 * answers, that is all that attention to positions can tell of a prompt (spec/model.md §6): c_r'(a) is 1 throughout, ℓ_r' hangs on which cells
 * of r' have an answer of the context, whose answers are cells themselves, ℓ_a on the cells that have a, and all answers of no cell are alike.
 * Prompts of equal coincidences, of tables of equal sizes, are answered alike and teach the same: to the last bit, since the cells and the
 * prompt's relation are told by their places, so that sums have one order. (Relations in another order teach the same but for rounding, and where
 * attention leaves a symmetric state by an accident of rounding that is another answer.)
 */
export class Coincidences {
  private readonly answers: PlaceTable;

  /** @param pairs - k */
  constructor(
    private readonly knowledge: KnowledgeBase,
    pairs: number,
  ) {
    this.answers = new PlaceTable((pairs + 1) * knowledge.relations);
  }

  /**
   * A prompt's relation, and the cells that repeat an answer, each after the place of that answer among those that are no repetition; cells are
   * counted subject by subject in the order of the prompt.
   */
  of({ context, query, relation }: Prompt): string {
    const { knowledge, answers } = this;
    const { relations } = knowledge;
    answers.clear();
    let key = String.fromCharCode(relation);
    let cell = 0;
    for (let i = 0; i <= context.length; i++) {
      const subject = i < context.length ? context[i][0] : query;
      for (let r = 0; r < relations; r++, cell++) {
        const { size } = answers;
        const place = answers.place(knowledge.answerOf(subject, r));
        if (answers.size > size) continue; // the first cell with this answer
        key += String.fromCharCode(place, cell);
      }
    }
    return key;
  }
}

import type { KnowledgeBase } from './knowledge-base.js';
import { PlaceTable } from './tables/place-table.js';
import type { Prompt } from './prompt.js';

// R relations, k pairs. A cell (s, r') is a subject s of a prompt together with any relation r'.

/**
 * Finds which of the (k + 1) R cells of a prompt have an answer in common.
 *
 * If every relation is a bijection between subjects and answers, positional attention depends on nothing else of a prompt
 * (spec/model.md §6). All c_r'(a) are 1. ℓ_r' depends on which cells of r' have an answer of the context, and the answers of the
 * context are answers of cells themselves. ℓ_a depends on which cells have the answer a, and all answers that no cell has are
 * alike. So prompts with equal coincidences, from tables of equal sizes, get the same answers and the same gradients. They agree to
 * the last bit, since cells and the prompt's relation are numbered, so that sums have one order. (With the relations in another
 * order they would agree only up to rounding. Where attention leaves a symmetric state by an accident of rounding, that gives
 * another answer.)
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
   * The coincidences of a prompt as a key: its relation and, for each cell that repeats an earlier answer, the number of that
   * answer among the distinct ones and the number of the cell. Cells are numbered subject by subject in the order of the prompt.
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
        if (answers.size > size) continue; // the first cell with its answer
        key += String.fromCharCode(place, cell);
      }
    }
    return key;
  }
}

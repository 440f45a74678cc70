import type { Step } from '../../model/step.js';
import { NO_ANSWER, type KnowledgeBase } from '../../task/knowledge-base.js';
import type { Prompt } from '../../task/prompt.js';
import { PlaceTable } from '../../task/tables/place-table.js';

/**
 * All that the rows of a prompt depend on, as a key: which of its subjects and of the answers around it are the same, how many share these under
 * the relations that count them, and its relation. Prompts of one shape are in one class; finding that out takes a fraction of what their rows take.
 */
export function promptShape(knowledge: KnowledgeBase, { context, query, relation, answer: target }: Prompt, step: Step): string {
  const { relations } = knowledge;
  const pairs = context.length;
  const subjects = new PlaceTable(pairs + 1);
  const most = (pairs + 1) * (relations + 1); // answers: of every subject under every relation, in the context, and the target
  const answers = new PlaceTable(most);
  const shape = new Uint32Array(2 * pairs + 3 + (pairs + 1) * relations + pairs * relations + most);
  let length = 0;
  shape[length++] = relation;
  for (const [subject, answer] of context) {
    shape[length++] = subjects.place(subject);
    shape[length++] = answers.place(answer);
  }
  shape[length++] = subjects.place(query);
  const shown = answers.size;
  for (const subject of subjects.placed()) {
    for (let r = 0; r < relations; r++) {
      const answer = knowledge.answerOf(subject, r);
      shape[length++] = answer === NO_ANSWER ? NONE : answers.place(answer);
    }
  }
  shape[length++] = answers.place(target);
  const all = answers.placed();
  for (let place = 0; place < shown; place++) {
    for (let r = 0; r < relations; r++) shape[length++] = knowledge.sharersOf(r, all[place]);
  }
  if (step === 'answer') for (const answer of all) shape[length++] = knowledge.sharersOf(relation, answer);
  return Buffer.from(shape.buffer, 0, length * Uint32Array.BYTES_PER_ELEMENT).toString('latin1');
}

/** Where a subject has no answer. */
const NONE = 0xffffffff;

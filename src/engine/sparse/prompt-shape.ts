import type { Step } from '../../model/step.js';
import { NO_ANSWER, type KnowledgeBase } from '../../task/knowledge-base.js';
import type { Prompt } from '../../task/prompt.js';
import { PlaceTable } from '../../task/tables/place-table.js';

/**
 * A key of everything that the rows of a prompt depend on: its relation, which of its subjects and of the answers around it are
 * equal, and how many subjects share these answers under the relations that count them. Prompts of one shape are in one class, and
 * finding the shape takes a fraction of the time of compiling the rows.
 */
export function promptShape(knowledge: KnowledgeBase, { context, query, relation, answer: target }: Prompt, step: Step): string {
  const { relations } = knowledge;
  const pairs = context.length;
  const subjects = new PlaceTable(pairs + 1);
  const most = (pairs + 1) * (relations + 1); // answers of every subject under every relation, in the context, and the target
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
  for (const subject of subjects.keys()) {
    for (let r = 0; r < relations; r++) {
      const answer = knowledge.answerOf(subject, r);
      shape[length++] = answer === NO_ANSWER ? NONE : answers.place(answer);
    }
  }
  shape[length++] = answers.place(target);
  const all = answers.keys();
  for (let place = 0; place < shown; place++) {
    for (let r = 0; r < relations; r++) shape[length++] = knowledge.sharersOf(r, all[place]);
  }
  if (step === 'answer') for (const answer of all) shape[length++] = knowledge.sharersOf(relation, answer);
  return Buffer.from(shape.buffer, 0, length * Uint32Array.BYTES_PER_ELEMENT).toString('latin1');
}

/** Marks a missing answer. */
const NONE = 0xffffffff;

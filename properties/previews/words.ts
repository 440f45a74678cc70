import { isCorrect, type Decoding } from '../../src/engine/decode.js';
import type { Engine } from '../../src/engine/engine.js';
import type { Emission } from '../../src/model/decoding.js';
import { tokenAt } from '../../src/model/vocabulary.js';
import type { AnsweredPrompt, Illustration } from '../../src/analysis/illustration.js';
import { factsOf, type Fact, type KnowledgeBase } from '../../src/task/knowledge-base.js';
import type { Naming } from '../../src/task/naming.js';
import type { Prompt } from '../../src/task/prompt.js';

/** The most facts that an illustration shows. A table of D has up to 2,048. */
const SHOWN_FACTS = 48;

export function tokenInWords(table: KnowledgeBase, naming: Naming, token: number): string {
  const { kind, index } = tokenAt(table, token);
  return naming[kind](index);
}

/** A prompt in words, with the model's two tokens for it. */
export function answeredPrompt(
  engine: Engine,
  table: KnowledgeBase,
  naming: Naming,
  prompt: Prompt,
  decoded: Decoding,
): AnsweredPrompt {
  const { context, query, relation, answer } = prompt;
  const inWords = ({ kind, token }: Emission) => (kind === 'top' ? tokenInWords(table, naming, token) : null);
  return {
    context: context.map(([s, a]) => ({ subject: naming.subject(s), answer: naming.answer(a) })),
    query: naming.subject(query),
    relation: naming.relation(relation),
    right: naming.answer(answer),
    inferred: inWords(decoded.relation),
    answered: inWords(decoded.answer),
    correct: isCorrect(engine, prompt, decoded),
  };
}

/** The facts of a table in words. Those about a prompt's subjects come first, and of these the ones under the prompt's relation. */
export function factsInWords(table: KnowledgeBase, naming: Naming, prompt: Prompt | null): Illustration['facts'] {
  const subjects = new Set(prompt === null ? [] : [...prompt.context.map(([s]) => s), prompt.query]);
  const distance = ([s, r]: Fact) => (subjects.has(s) ? (r === prompt?.relation ? 0 : 1) : 2);
  const shown: Fact[] = [];
  for (const rank of [0, 1, 2]) {
    for (const fact of factsOf(table)) {
      if (shown.length === SHOWN_FACTS) break;
      if (distance(fact) === rank) shown.push(fact);
    }
  }
  return {
    total: table.facts,
    shown: shown.map(([s, r, a]) => ({ subject: naming.subject(s), relation: naming.relation(r), answer: naming.answer(a) })),
  };
}

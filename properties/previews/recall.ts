import type { Engine } from '../../src/engine/engine.js';
import { emit, marginOf } from '../../src/model/decoding.js';
import { answerToken, relationToken, subjectToken } from '../../src/model/vocabulary.js';
import type { Illustration } from '../../src/analysis/illustration.js';
import { factsOf, type KnowledgeBase } from '../../src/task/knowledge-base.js';
import type { Naming } from '../../src/task/naming.js';
import { factsInWords, tokenInWords } from './words.js';

/** The most failing readings that are listed. A last line counts the rest. */
const MOST_LISTED = 12;

/** Illustrates a table by the readings at ½ + ½ in which its memory fails. */
export function illustrateRecall(description: string, engine: Engine, table: KnowledgeBase, naming: Naming): Illustration {
  const failures: string[] = [];
  for (const [s, r, a] of factsOf(table)) {
    const subject = subjectToken(s);
    const relation = relationToken(table, r);
    const answer = answerToken(table, a);
    for (const [other, wanted] of [
      [relation, answer],
      [answer, relation],
    ]) {
      const failure = failureOf(engine, table, naming, [subject, other], wanted);
      if (failure !== null) failures.push(failure);
    }
  }
  const more = failures.length - MOST_LISTED;
  return {
    description,
    facts: factsInWords(table, naming, null),
    prompt: null,
    attention: null,
    curves: [],
    failures: more <= 0 ? failures : [...failures.slice(0, MOST_LISTED), `and ${more} more`],
  };
}

/** How a reading fails to return what is stored, in words; null if it does not fail. */
function failureOf(
  engine: Engine,
  table: KnowledgeBase,
  naming: Naming,
  tokens: readonly [number, number],
  wanted: number,
): string | null {
  const logits = engine.read({ tokens: Int32Array.from(tokens), weights: Float64Array.of(0.5, 0.5) });
  const margin = marginOf(logits, wanted);
  if (margin >= 0) return null;
  const words = (token: number) => tokenInWords(table, naming, token);
  const { kind, token } = emit(logits);
  const outcome = kind === 'tie' ? 'several tokens tie' : `returns ${words(token)}`;
  return `½ ${words(tokens[0])} + ½ ${words(tokens[1])} ${outcome}, and ${words(wanted)} is stored (margin ${margin.toPrecision(4)})`;
}

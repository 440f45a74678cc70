import type { Engine } from '../../src/engine/engine.js';
import { emit, marginOf } from '../../src/model/decoding.js';
import { answerToken, relationToken, subjectToken } from '../../src/model/vocabulary.js';
import type { Illustration } from '../../src/analysis/illustration.js';
import { factsOf, type KnowledgeBase } from '../../src/task/knowledge-base.js';
import type { Naming } from '../../src/task/naming.js';
import { factsInWords, tokenInWords } from './words.js';

/** Failing readings that are told; how many there are beside them is said in a line. */
const TOLD = 12;

/** A table and what its memory, read at ½ + ½, makes of its facts: the readings that fail. */
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
  const more = failures.length - TOLD;
  return {
    description,
    facts: factsInWords(table, naming, null),
    prompt: null,
    attention: null,
    curves: [],
    failures: more <= 0 ? failures : [...failures.slice(0, TOLD), `and ${more} more`],
  };
}

/** A reading that does not return what is stored, in words; null where it does. */
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
  const said = kind === 'tie' ? 'several tokens tie' : `returns ${words(token)}`;
  return `½ ${words(tokens[0])} + ½ ${words(tokens[1])} ${said}, and ${words(wanted)} is stored (margin ${margin.toPrecision(4)})`;
}

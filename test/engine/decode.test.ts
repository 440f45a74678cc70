import { describe, expect, it } from 'vitest';
import { isCorrect, type Decoding } from '../../src/engine/decode.js';
import { buildTransformer } from '../../src/model/transformer.js';
import { answerToken, relationToken } from '../../src/model/vocabulary.js';
import { plainLatinTable } from '../../src/task/tables/latin.js';
import { promptOf } from '../../src/task/prompt.js';
import { openSparse } from '../kit/open-sparse.js';

describe('a correct decoding', () => {
  const table = plainLatinTable('cyclic', 5, 3);
  const engine = openSparse(buildTransformer(table));
  const prompt = promptOf(table, 1, [0, 3]);
  const right: Decoding = {
    relation: { kind: 'top', token: relationToken(table, 1) },
    answer: { kind: 'top', token: answerToken(table, prompt.answer) },
  };

  it('has the true relation as top token, then the true answer', () => {
    expect(isCorrect(engine, prompt, right)).toBe(true);
  });

  it.each<[string, Decoding]>([
    ['a tie for the relation, even with the true one shown', { ...right, relation: { ...right.relation, kind: 'tie' } }],
    ['a tie for the answer, even with the true one shown', { ...right, answer: { ...right.answer, kind: 'tie' } }],
    ['another relation, even with the true answer', { ...right, relation: { kind: 'top', token: relationToken(table, 2) } }],
    ['another answer', { ...right, answer: { kind: 'top', token: answerToken(table, (prompt.answer + 1) % 5) } }],
  ])('is not one with %s', (_, decoding) => {
    expect(isCorrect(engine, prompt, decoding)).toBe(false);
  });
});

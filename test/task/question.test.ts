import { describe, expect, it } from 'vitest';
import { parseFactTable } from '../../src/task/input/read-fact-table.js';
import { parseQuestion } from '../../src/task/input/question.js';

const table = parseFactTable(
  'subject,relation,answer\nFrance,capital,Paris\nJapan,capital,Tokyo\nItaly,capital,Rome\n"a; b → c",capital,"say ""hi"""\nx-y,capital,?\n',
  'f.csv',
);

describe('a question in words', () => {
  it.each([
    'France → Paris; Japan → Tokyo; Italy → ?',
    'France->Paris;Japan->Tokyo;Italy->?',
    ' "France" →Paris ;Japan -> "Tokyo"; Italy → ? ;',
  ])('is read from %j', (text) => {
    expect(parseQuestion(text, table)).toEqual({
      context: [
        [0, 0],
        [1, 1],
      ],
      query: 2,
    });
  });

  it('accepts names with semicolons, arrows, quotes and hyphens, and a quoted question mark as a name', () => {
    expect(parseQuestion('"a; b → c" → "say ""hi"""; x-y → "?"; Italy → ?', table)).toEqual({
      context: [
        [3, 3],
        [4, 4],
      ],
      query: 2,
    });
  });

  it.each([
    ['Frnace → Paris; Italy → ?', 'f.csv: no subject is called "Frnace"; did you mean "France"?'],
    ['France → paris; Italy → ?', 'no answer is called "paris"; did you mean "Paris"?'],
    ['France → Paris; Itly → ?', 'did you mean "Italy"?'],
    ['France → hi; Italy → ?', 'did you mean "say "hi""?'],
  ])('suggests the nearest name for %j', (text, message) => {
    expect(() => parseQuestion(text, table)).toThrow(message);
  });

  it.each([
    ['', 'must end with one "subject → ?"'],
    ['France → Paris', 'must end with one "subject → ?"'],
    ['Italy → ?; France → Paris', 'must end with one "subject → ?"'],
    ['Italy → ?', 'has no context pair'],
    ['France Paris; Italy → ?', 'part 1 of the question is not of the form'],
    ['France → Paris → Rome; Italy → ?', 'part 1 of the question is not of the form'],
    ['France → ; Italy → ?', 'part 1 of the question is not of the form'],
    ['France → Paris; France → ?', 'the subject "France" occurs twice'],
    ['"France → Paris; Italy → ?', 'is opened and never closed'],
  ])('refuses %j', (text, message) => {
    expect(() => parseQuestion(text, table)).toThrow(message);
  });
});

import { plural } from './numbers.js';
import { NUMBER_FORMATS, type NumberFormat } from './number-formats.js';

/** A number of a report, with its owner and key there, and how it is shown. */
export interface StoredNumber {
  readonly owner: Readonly<Record<string, unknown>>;
  readonly key: string;
  readonly value: number | null;
  readonly format: NumberFormat;
}

/** The rules that derive numbers from a report. */
export type DerivationRule = 'decided' | 'contrary' | 'undecided' | 'controls';

/** A number that is derived from a report. */
export interface DerivedNumber {
  readonly rule: DerivationRule;
  readonly value: number;
}

/** A sentence in pieces, which renderings join: words, and numbers that a page can link to their place in report.json. */
export type Sentence = readonly (string | StoredNumber | DerivedNumber)[];

/** A number of a report; null is shown as "none". */
export function stored<Key extends string>(
  owner: Readonly<Record<Key, number | null>>,
  key: Key,
  format: NumberFormat,
): StoredNumber {
  return { owner, key, value: owner[key], format };
}

/** A number of a report with its noun, such as "1 case" and "2 cases". */
export function counted<Key extends string>(owner: Readonly<Record<Key, number | null>>, key: Key, noun: string): Sentence {
  return say`${stored(owner, key, 'count')} ${plural(owner[key] ?? 0, noun)}`;
}

/** A sentence from a template of words, numbers and sentences. */
export function say(words: TemplateStringsArray, ...parts: readonly (Sentence[number] | Sentence)[]): Sentence {
  return words.flatMap((text, i) => {
    const part = i === 0 ? '' : parts[i - 1];
    return [...(isSentence(part) ? part : [part]), text].filter((piece) => piece !== '');
  });
}

function isSentence(part: Sentence[number] | Sentence): part is Sentence {
  return Array.isArray(part);
}

/** A sentence as text. */
export function plain(sentence: Sentence): string {
  return sentence.map((piece) => (typeof piece === 'string' ? piece : plainNumber(piece))).join('');
}

function plainNumber(piece: StoredNumber | DerivedNumber): string {
  if ('rule' in piece) return NUMBER_FORMATS.count(piece.value);
  return piece.value === null ? 'none' : NUMBER_FORMATS[piece.format](piece.value);
}

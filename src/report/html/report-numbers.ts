import { markup, type Markup } from './markup.js';
import { NUMBER_FORMATS, type NumberFormat } from '../words/number-formats.js';
import type { Sentence } from '../words/sentence.js';

/**
 * The numbers of one report, or of another result that is stored as JSON: each is shown in an element that says where in report.json it
 * stands and how it is formatted, so that the page can be held to the file number by number.
 */
export class ReportNumbers {
  readonly #paths = new Map<object, string>();
  readonly #items = new Map<object, string>();

  /** @param name - what paths start with, where the page shows numbers of two files */
  constructor(report: object, name = '') {
    this.#walk(report, name);
  }

  /** Where a part of the report stands, as in claims.3.verdict. */
  pathOf(part: object): string {
    const path = this.#paths.get(part);
    if (path === undefined) throw new RangeError('only what stands in the report can be shown from it');
    return path;
  }

  /** Where the items of a list stand, "#" being which. */
  itemsOf(list: object): string {
    return this.#items.get(list) ?? `${this.pathOf(list)}.#`;
  }

  /**
   * One number, or one list, of every record of a list: drawings want them side by side.
   *
   * @param member - where it stands in a record, as in losses.relation
   * @param pick - the same; null where it is no number
   */
  gather<Row extends object, Item>(records: readonly Row[], member: string, pick: (record: Row) => Item): Item[] {
    const gathered = records.map(pick);
    this.#items.set(gathered, `${this.itemsOf(records)}.${member}`);
    return gathered;
  }

  /** A member of a part of the report, as text; null is none. */
  show<Key extends string>(owner: Readonly<Record<Key, number | null>>, key: Key, as: NumberFormat): Markup {
    return this.#stored(owner, key, owner[key], as);
  }

  /** A member of a part of the report within a drawing. */
  label<Key extends string>(owner: Readonly<Record<Key, number>>, key: Key, as: NumberFormat): Markup {
    const value = owner[key];
    return markup`<tspan data-at="${memberOf(this.pathOf(owner), key)}" data-as="${as}">${NUMBER_FORMATS[as](value)}</tspan>`;
  }

  /** A number of a list within a drawing. */
  labelOf(list: readonly number[], index: number, as: NumberFormat): Markup {
    const value = list[index];
    return markup`<tspan data-at="${this.pathOf(list)}.${String(index)}" data-as="${as}">${NUMBER_FORMATS[as](value)}</tspan>`;
  }

  /**
   * A number of every record of a list within a drawing, in their order: together they say where they stand, so that a page with hundreds stays
   * small.
   *
   * @param draw - puts the text of a record's number in its place, as one element
   */
  labels<Key extends string>(
    records: readonly Readonly<Record<Key, number>>[],
    key: Key,
    as: NumberFormat,
    draw: (text: string, index: number) => Markup,
  ): Markup {
    return markup`<g data-at="${this.itemsOf(records)}.${key}" data-as="${as}">${records.map((record, i) => draw(NUMBER_FORMATS[as](record[key]), i))}</g>`;
  }

  /** A sentence, its numbers marked as what they are. */
  sentence(pieces: Sentence): Markup {
    const shown = pieces.map((piece) => {
      if (typeof piece === 'string') return piece;
      if ('rule' in piece) return markup`<span data-derived="${piece.rule}">${NUMBER_FORMATS.count(piece.value)}</span>`;
      return this.#stored(piece.owner, piece.key, piece.value, piece.format);
    });
    return markup`${shown}`;
  }

  #stored(owner: object, key: string, value: number | null, as: NumberFormat): Markup {
    if (value === null) return markup`none`;
    return markup`<span data-at="${memberOf(this.pathOf(owner), key)}" data-as="${as}">${NUMBER_FORMATS[as](value)}</span>`;
  }

  #walk(part: object, path: string): void {
    this.#paths.set(part, path);
    for (const [key, value] of Object.entries<unknown>({ ...part })) {
      if (typeof value === 'object' && value !== null) this.#walk(value, memberOf(path, key));
    }
  }
}

function memberOf(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

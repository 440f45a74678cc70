import { markup, type Markup } from './markup.js';
import { NUMBER_FORMATS, type NumberFormat } from '../words/number-formats.js';
import type { Sentence } from '../words/sentence.js';

/**
 * Shows the numbers of a report, or of another result that is stored as JSON. The element of each number has its path in that file and its
 * format, so that the page can be checked against the file number by number.
 */
export class ReportNumbers {
  readonly #paths = new Map<object, string>();
  readonly #items = new Map<object, string>();

  /** @param name - a prefix for paths, for pages that show the numbers of two files */
  constructor(report: object, name = '') {
    this.#walk(report, name);
  }

  /**
   * The path of a part of the report, such as claims.3.verdict.
   *
   * @throws RangeError if it is not part of the report
   */
  pathOf(part: object): string {
    const path = this.#paths.get(part);
    if (path === undefined) throw new RangeError('only a part of the report has a path in it');
    return path;
  }

  /** The path of the items of a list, with "#" for the index. */
  itemsOf(list: object): string {
    return this.#items.get(list) ?? `${this.pathOf(list)}.#`;
  }

  /**
   * Collects one number, or one list, from every record of a list, as drawings need them.
   *
   * @param member - its path in a record, such as losses.relation
   * @param pick - reads it from a record; null where it is not a number
   */
  gather<Row extends object, Item>(records: readonly Row[], member: string, pick: (record: Row) => Item): Item[] {
    const gathered = records.map(pick);
    this.#items.set(gathered, `${this.itemsOf(records)}.${member}`);
    return gathered;
  }

  /** A number of the report as text; null is shown as "none". */
  show<Key extends string>(owner: Readonly<Record<Key, number | null>>, key: Key, as: NumberFormat): Markup {
    return this.#stored(owner, key, owner[key], as);
  }

  /** A number of the report as text in a drawing. */
  label<Key extends string>(owner: Readonly<Record<Key, number>>, key: Key, as: NumberFormat): Markup {
    const value = owner[key];
    return markup`<tspan data-at="${memberOf(this.pathOf(owner), key)}" data-as="${as}">${NUMBER_FORMATS[as](value)}</tspan>`;
  }

  /** A number of a list of the report as text in a drawing. */
  labelOf(list: readonly number[], index: number, as: NumberFormat): Markup {
    const value = list[index];
    return markup`<tspan data-at="${this.pathOf(list)}.${String(index)}" data-as="${as}">${NUMBER_FORMATS[as](value)}</tspan>`;
  }

  /**
   * A number from every record of a list, as texts in a drawing, in their order. They share one path, which keeps a page with hundreds of
   * them small.
   *
   * @param draw - draws the text of a record's number, as one element
   */
  labels<Key extends string>(
    records: readonly Readonly<Record<Key, number>>[],
    key: Key,
    as: NumberFormat,
    draw: (text: string, index: number) => Markup,
  ): Markup {
    return markup`<g data-at="${this.itemsOf(records)}.${key}" data-as="${as}">${records.map((record, i) => draw(NUMBER_FORMATS[as](record[key]), i))}</g>`;
  }

  /** A sentence whose numbers have their paths or the rules that derive them. */
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

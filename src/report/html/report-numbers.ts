import { markup, type Markup } from './markup.js';
import { NUMBER_FORMATS, type NumberFormat } from './number-formats.js';

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
    return this.entry(owner, key, as);
  }

  /** The same of a record whose keys are data. */
  entry(owner: Readonly<Record<string, number | null>>, key: string, as: NumberFormat): Markup {
    const value = owner[key];
    if (value === null) return markup`none`;
    return markup`<data value="${String(value)}" data-at="${memberOf(this.pathOf(owner), key)}" data-as="${as}">${NUMBER_FORMATS[as](value)}</data>`;
  }

  /** The same within a drawing. */
  label<Key extends string>(owner: Readonly<Record<Key, number>>, key: Key, as: NumberFormat): Markup {
    const value = owner[key];
    return markup`<tspan data-value="${String(value)}" data-at="${memberOf(this.pathOf(owner), key)}" data-as="${as}">${NUMBER_FORMATS[as](value)}</tspan>`;
  }

  /** A number of a list within a drawing. */
  labelOf(list: readonly number[], index: number, as: NumberFormat): Markup {
    const value = list[index];
    return markup`<tspan data-value="${String(value)}" data-at="${this.pathOf(list)}.${String(index)}" data-as="${as}">${NUMBER_FORMATS[as](value)}</tspan>`;
  }

  /** A number that follows from the report, by a rule that has a name. */
  derived(rule: 'decided' | 'contrary' | 'undecided', value: number): Markup {
    return markup`<data value="${String(value)}" data-derived="${rule}">${NUMBER_FORMATS.count(value)}</data>`;
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

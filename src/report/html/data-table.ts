import { markup, trusted, type Child, type Markup } from './markup.js';
import { NUMBER_FORMATS, type NumberFormat } from '../words/number-formats.js';
import type { ReportNumbers } from './report-numbers.js';

/** A column of a table: numbers of the report with their path there ("#" is the row), or any other cells. */
export type Column =
  | { readonly heading: Child; readonly at: string; readonly as: NumberFormat; readonly values: readonly (number | null)[] }
  | { readonly heading: Child; readonly cells: readonly Child[] };

/** A column of numbers from a list of records. */
export function numberColumn<Key extends string>(
  numbers: ReportNumbers,
  heading: Child,
  records: readonly Readonly<Record<Key, number | null>>[],
  key: Key,
  as: NumberFormat,
): Column {
  return { heading, at: `${numbers.pathOf(records)}.#.${key}`, as, values: records.map((record) => record[key]) };
}

/** A column of numbers from a list of numbers. */
export function listColumn(numbers: ReportNumbers, heading: Child, values: readonly (number | null)[], as: NumberFormat): Column {
  return { heading, at: numbers.itemsOf(values), as, values };
}

/** A table. Its first column heads the rows, and null is shown as "none". A wide table scrolls on its own. */
export function dataTable(caption: string, columns: readonly Column[]): Markup {
  const rows = Math.max(...columns.map((column) => ('cells' in column ? column.cells : column.values).length));
  const words = columns.every((column) => 'cells' in column);
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="${caption}"><table class="${words ? 'numbers words' : 'numbers'}"><caption>${caption}</caption><thead><tr>${columns.map((column) => headOf(column, words))}</tr></thead><tbody>${Array.from(
    { length: rows },
    (_, row) => markup`<tr>${columns.map((column, i) => cellOf(column, row, { head: i === 0, words }))}</tr>`,
  )}</tbody></table></div>`;
}

function headOf(column: Column, words: boolean): Markup {
  if ('cells' in column) return markup`<th scope="col"${words ? null : LEFT}>${column.heading}</th>`;
  return markup`<th scope="col" data-at="${column.at}" data-as="${column.as}">${column.heading}</th>`;
}

/** Aligns words to the left. A table with nothing but words is aligned as a whole. */
const LEFT = trusted(' class="w"');

function cellOf(column: Column, row: number, { head, words }: { readonly head: boolean; readonly words: boolean }): Markup {
  if ('cells' in column) {
    const content = column.cells[row] ?? null;
    const left = words ? null : LEFT;
    return head ? markup`<th scope="row"${left}>${content}</th>` : markup`<td${left}>${content}</td>`;
  }
  const value = column.values[row] ?? null;
  const content = value === null ? 'none' : NUMBER_FORMATS[column.as](value);
  return head ? markup`<th scope="row">${content}</th>` : markup`<td>${content}</td>`;
}

/** The tables behind a figure, folded until a reader opens them. */
export function dataBehind(title: string, tables: Child): Markup {
  return markup`<details class="data"><summary>Data<span class="unseen">: ${title}</span></summary>${tables}</details>`;
}

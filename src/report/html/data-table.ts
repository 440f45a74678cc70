import { markup, type Child, type Markup } from './markup.js';
import { NUMBER_FORMATS, type NumberFormat } from './number-formats.js';
import type { ReportNumbers } from './report-numbers.js';

/** A column of a table: numbers of the report, with where they stand ("#" is the row), or whatever else. */
export type Column =
  | { readonly heading: Child; readonly at: string; readonly as: NumberFormat; readonly values: readonly (number | null)[] }
  | { readonly heading: Child; readonly cells: readonly Child[] };

/** A column of numbers out of records. */
export function numberColumn<Key extends string>(
  numbers: ReportNumbers,
  heading: Child,
  records: readonly Readonly<Record<Key, number | null>>[],
  key: Key,
  as: NumberFormat,
): Column {
  return { heading, at: `${numbers.pathOf(records)}.#.${key}`, as, values: records.map((record) => record[key]) };
}

/** A column of numbers out of a list of them. */
export function listColumn(numbers: ReportNumbers, heading: Child, values: readonly (number | null)[], as: NumberFormat): Column {
  return { heading, at: numbers.itemsOf(values), as, values };
}

/** A table; the first column heads its rows, null is shown as "none". A wide one scrolls by itself. */
export function dataTable(caption: string, columns: readonly Column[]): Markup {
  const rows = Math.max(...columns.map((column) => ('cells' in column ? column.cells : column.values).length));
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="${caption}"><table class="numbers"><caption>${caption}</caption><thead><tr>${columns.map(headOf)}</tr></thead><tbody>${Array.from(
    { length: rows },
    (_, row) => markup`<tr>${columns.map((column, i) => cellOf(column, row, i === 0))}</tr>`,
  )}</tbody></table></div>`;
}

function headOf(column: Column): Markup {
  if ('cells' in column) return markup`<th scope="col" class="w">${column.heading}</th>`;
  return markup`<th scope="col" data-at="${column.at}" data-as="${column.as}">${column.heading}</th>`;
}

function cellOf(column: Column, row: number, head: boolean): Markup {
  if ('cells' in column) {
    const content = column.cells[row] ?? null;
    return head ? markup`<th scope="row" class="w">${content}</th>` : markup`<td class="w">${content}</td>`;
  }
  const value = column.values[row] ?? null;
  const content = value === null ? 'none' : NUMBER_FORMATS[column.as](value);
  return head ? markup`<th scope="row">${content}</th>` : markup`<td>${content}</td>`;
}

/** Tables that stand behind a figure, out of sight until they are asked for. */
export function dataBehind(title: string, tables: Child): Markup {
  return markup`<details class="data"><summary>Data<span class="unseen">: ${title}</span></summary>${tables}</details>`;
}

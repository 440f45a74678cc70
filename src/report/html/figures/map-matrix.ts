import type { MapReport } from '../../data/map-schema.js';
import type { MapName } from '../../../verify/variant.js';
import { BLANKS } from '../../words/map-words.js';
import { idOf, markup, short, type Child, type Markup } from '../markup.js';
import type { ReportNumbers } from '../report-numbers.js';
import { cellMark } from '../verdict-chip.js';

/** A map as a labelled matrix: claims down, columns of the map across. It is a table, so that it needs no table behind it. */
export function mapMatrix(numbers: ReportNumbers, name: MapName, map: MapReport, caption: string): Markup {
  const { columns, rows, cells, blank } = map;
  const cellOf = (claim: string, column: string): Child => {
    const cell = cells.find((each) => each.claim === claim && each.column === column);
    if (cell === undefined) {
      const kind = blank.find((each) => each.claim === claim && each.column === column)?.kind ?? null;
      return kind === null
        ? markup`<td class="empty"><span class="unseen">not evaluated</span></td>`
        : markup`<td class="empty"><span aria-hidden="true">${BLANKS[kind].sign}</span><span class="unseen">${BLANKS[kind].means}</span></td>`;
    }
    const counts =
      cell.cases === null
        ? null
        : markup`<small>${numbers.show(cell, 'violations', 'count')}/${numbers.show(cell, 'cases', 'count')}</small>`;
    return markup`<td>${cellMark(cell.outcome)}${counts}</td>`;
  };
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="${caption}"><table class="matrix"><caption class="unseen">${caption}</caption><thead><tr><th scope="col">claim</th>${columns.map(
    ({ id }) => markup`<th scope="col" class="turned"><a href="#${idOf(name, id)}"><span>${short(id, 40)}</span></a></th>`,
  )}</tr></thead><tbody>${rows.map(
    (claim) =>
      markup`<tr><th scope="row"><a href="#${idOf(claim)}">${claim}</a></th>${columns.map(({ id }) => cellOf(claim, id))}</tr>`,
  )}</tbody></table></div>`;
}

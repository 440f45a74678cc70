import { defectRows, type DefectRow } from '../../data/defect-rows.js';
import type { MapReport } from '../../data/map-schema.js';
import { detectedFrom } from '../../words/map-words.js';
import { idOf, markup, short, type Markup } from '../markup.js';
import type { ReportNumbers } from '../report-numbers.js';
import { cellMark } from '../verdict-chip.js';

/**
 * Planted defects as a labelled matrix: pairs of a claim and a defect down, the defect's sizes across, and the size from which all
 * are detected.
 */
export function defectMatrix(numbers: ReportNumbers, map: MapReport, caption: string): Markup {
  const rows = defectRows(map);
  const across = Math.max(1, ...rows.map(({ sizes }) => sizes.length));
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="${caption}"><table class="matrix"><caption class="unseen">${caption}</caption><thead><tr><th scope="col">claim</th><th scope="col">planted defect</th><th scope="col">detected from</th><th scope="colgroup" colspan="${String(across)}">sizes</th></tr></thead><tbody>${rows.map(
    ({ claim, defect, smallest, sizes }) =>
      markup`<tr><th scope="row"><a href="#${idOf(claim)}">${claim}</a></th><td>${short(defect, 80)}</td><td>${numbers.sentence(detectedFrom(smallest))}</td>${sizes.map((size) => sizeCell(numbers, size))}</tr>`,
  )}</tbody></table></div>`;
}

function sizeCell(numbers: ReportNumbers, { column, cell }: DefectRow['sizes'][number]): Markup {
  const size = column.defect === null ? null : numbers.show(column.defect, 'size', 'figure');
  if (cell === null) return markup`<td class="empty">${size}<span class="unseen"> not evaluated</span></td>`;
  const counts =
    cell.cases === null
      ? null
      : markup`<small>${numbers.show(cell, 'violations', 'count')}/${numbers.show(cell, 'cases', 'count')}</small>`;
  return markup`<td><b>${size}</b> ${cellMark(cell.outcome)}${counts}</td>`;
}

import type { MapName } from '../../verify/variant.js';
import { cellCaseWords, CELL_RULE } from '../cell-words.js';
import { MAP_TITLES } from '../map-titles.js';
import type { CellReport, MapReport } from '../map-schema.js';
import { dataTable, numberColumn } from './data-table.js';
import { mapMatrix } from './figures/map-matrix.js';
import { mathText } from './math-text.js';
import { idOf, markup, short, type Markup } from './markup.js';
import type { ReportNumbers } from './report-numbers.js';
import { cellMark } from './verdict-chip.js';

/** The outcomes that each map can have, for its legend. */
const OUTCOMES: Readonly<Record<MapName, readonly CellReport['outcome'][]>> = {
  controls: ['killed', 'survived', 'undecided'],
  sensitivity: ['detected', 'undetected', 'undecided'],
  ablation: ['load-bearing', 'redundant', 'undecided'],
};

/** A map: the matrix, what its columns mean, and the evidence of its cells. */
export function mapSection(numbers: ReportNumbers, name: MapName, map: MapReport): Markup {
  const { title, says } = MAP_TITLES[name];
  const { alpha, columns, cells, blank, explained } = map;
  return markup`<section id="${name}" aria-labelledby="${name}-title"><h2 id="${name}-title">${title}</h2><p class="lead">${says} Exploratory: no verdict hangs on it. ${numbers.show(alpha, 'cells', 'count')} cells of this run’s maps are decided by statistics and share an α of ${numbers.show(alpha, 'family', 'figure')} of their own, ${numbers.show(alpha, 'each', 'figure')} each. ${CELL_RULE}</p><p class="legend">${OUTCOMES[name].map(cellMark)}${
    blank.length === 0
      ? null
      : markup`<span class="cell">· nothing that the claim reads or assumes is other there</span><span class="cell">– not asked</span>`
  }</p>${mapMatrix(numbers, name, map, title)}${
    explained.length === 0
      ? null
      : markup`<ul class="explained">${explained.map(({ id, why }) => markup`<li><b>${mathText(id)}</b>: ${mathText(why)}</li>`)}</ul>`
  }${smallestTable(numbers, map)}<details class="more prose"><summary>What the columns are</summary><dl class="facts">${columns.map(
    (column) =>
      markup`<div id="${idOf(name, column.id)}"><dt>${mathText(short(column.id, 80))}</dt><dd>${mathText(column.meaning)}${
        column.defect === null ? null : markup` (${column.defect.name}, size ${numbers.show(column.defect, 'size', 'figure')})`
      }</dd></div>`,
  )}</dl></details><details class="more"><summary>The evidence of each cell</summary><ul class="cells">${cells.map((cell) => cellEvidence(numbers, cell))}</ul></details></section>`;
}

/** The smallest planted defect from which on a claim detects every larger one. */
function smallestTable(numbers: ReportNumbers, { smallest }: MapReport): Markup | null {
  if (smallest.length === 0) return null;
  return dataTable('The smallest size from which on every larger one is detected', [
    { heading: 'claim', cells: smallest.map(({ claim }) => claim) },
    { heading: 'defect', cells: smallest.map(({ defect }) => mathText(short(defect, 80))) },
    numberColumn(numbers, 'size', smallest, 'size', 'figure'),
  ]);
}

function cellEvidence(numbers: ReportNumbers, cell: CellReport): Markup {
  const { claim, column, outcome, interval, found, stopped } = cell;
  const rate =
    interval === null
      ? null
      : markup`, rate in ${numbers.show(interval, 'lower', 'percentAtLeast')} … ${numbers.show(interval, 'upper', 'percentAtMost')} (tolerance ${numbers.show(cell, 'tolerance', 'percent')})`;
  const example =
    found === null
      ? null
      : markup`; ${cellCaseWords(found).role}: ${mathText(short(found.description, 300))}, ${cellCaseWords(found).miss}`;
  return markup`<li><b>${claim}</b>, ${mathText(short(column, 80))}: ${outcome}${rate}${outcome === 'undecided' ? markup`: ${mathText(short(stopped, 300))}` : null}${example}</li>`;
}

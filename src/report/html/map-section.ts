import type { MapName } from '../../verify/variant.js';
import { cellCaseWords, CELL_RULE } from '../words/cell-words.js';
import { MAP_TITLES } from '../words/map-titles.js';
import type { CellReport, MapReport } from '../data/map-schema.js';
import { dataTable, listColumn, numberColumn } from './data-table.js';
import { defectMatrix } from './figures/defect-matrix.js';
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
  const { alpha, columns, blank, explained } = map;
  return markup`<section id="${name}" aria-labelledby="${name}-title"><h2 id="${name}-title">${title}</h2><p class="lead">${says} Exploratory: no verdict hangs on it. ${numbers.show(alpha, 'cells', 'count')} cells of this run’s maps are decided by statistics and share an α of ${numbers.show(alpha, 'family', 'figure')} of their own, ${numbers.show(alpha, 'each', 'figure')} each. ${CELL_RULE}</p><p class="legend">${OUTCOMES[name].map(cellMark)}${
    blank.length === 0
      ? null
      : markup`<span class="cell">· nothing that the claim reads or assumes is other there</span><span class="cell">– not asked</span>`
  }</p>${name === 'sensitivity' ? defectMatrix(numbers, map, title) : mapMatrix(numbers, name, map, title)}${
    explained.length === 0
      ? null
      : markup`<ul class="explained">${explained.map(({ id, why }) => markup`<li><b>${mathText(id)}</b>: ${mathText(why)}</li>`)}</ul>`
  }${unevaluated(map)}<details class="more prose"><summary>What the columns are</summary><dl class="facts">${columns.map(
    (column) =>
      markup`<div id="${idOf(name, column.id)}"><dt>${mathText(short(column.id, 80))}</dt><dd>${mathText(column.meaning)}${
        column.defect === null ? null : markup` (${column.defect.name}, size ${numbers.show(column.defect, 'size', 'figure')})`
      }</dd></div>`,
  )}</dl></details><details class="more"><summary>The evidence of each cell</summary>${evidenceTable(numbers, map)}</details></section>`;
}

/** What was not evaluated, by the reason. */
function unevaluated({ blank }: MapReport): Markup | null {
  if (blank.length === 0) return null;
  const reasons = [...new Set(blank.map(({ why }) => why))];
  const claimsOf = (why: string) => {
    const pairs = blank.filter((each) => each.why === why);
    return [...new Set(pairs.map(({ claim }) => claim))]
      .map((claim) => `${claim} (${pairs.flatMap((each) => (each.claim === claim ? [each.column] : [])).join(', ')})`)
      .join('; ');
  };
  return markup`<details class="more prose"><summary>What was not evaluated, and why</summary><dl class="facts">${reasons.map(
    (why) => markup`<div><dt>${mathText(why)}</dt><dd>${short(claimsOf(why), 2000)}</dd></div>`,
  )}</dl></details>`;
}

/** Every cell by its numbers, with what was found. */
function evidenceTable(numbers: ReportNumbers, { cells }: MapReport): Markup {
  const end = (side: 'lower' | 'upper') => numbers.gather(cells, `interval.${side}`, ({ interval }) => interval?.[side] ?? null);
  return dataTable('The evidence of each cell', [
    { heading: 'claim', cells: cells.map(({ claim }) => claim) },
    { heading: 'held to', cells: cells.map(({ column }) => short(column, 80)) },
    { heading: 'outcome', cells: cells.map(({ outcome }) => outcome) },
    listColumn(numbers, 'rate from', end('lower'), 'percentAtLeast'),
    listColumn(numbers, 'to', end('upper'), 'percentAtMost'),
    numberColumn(numbers, 'tolerance', cells, 'tolerance', 'percent'),
    { heading: 'found', cells: cells.map(foundIn) },
  ]);
}

/** The simplest case that fails, or why none decides. */
function foundIn({ outcome, found, stopped }: CellReport): Markup | null {
  if (found !== null) {
    const { role, miss } = cellCaseWords(found);
    return markup`${role}: ${mathText(short(found.description, 300))}, ${miss}`;
  }
  return outcome === 'undecided' ? mathText(short(stopped, 300)) : null;
}

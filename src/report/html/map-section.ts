import type { MapName } from '../../verify/variant.js';
import { BLANKS, cellFinding, mapSentence, MAP_TITLES } from '../words/map-words.js';
import { MAP_OUTCOMES } from '../data/map-outcomes.js';
import type { MapReport } from '../data/map-schema.js';
import { dataTable, listColumn, numberColumn } from './data-table.js';
import { defectMatrix } from './figures/defect-matrix.js';
import { mapMatrix } from './figures/map-matrix.js';
import { idOf, markup, short, type Markup } from './markup.js';
import type { ReportNumbers } from './report-numbers.js';
import { cellMark } from './verdict-chip.js';

/** A map: the matrix, the meaning of its columns, and the evidence of its cells. */
export function mapSection(numbers: ReportNumbers, name: MapName, map: MapReport): Markup {
  const { title } = MAP_TITLES[name];
  const { columns, blank, explained } = map;
  const outcomes = [...Object.values(MAP_OUTCOMES[name]), 'undecided' as const];
  return markup`<section id="${name}" aria-labelledby="${name}-title"><h2 id="${name}-title">${title}</h2><p class="lead">${numbers.sentence(mapSentence(name, map))}</p><p class="legend">${outcomes.map(cellMark)}${
    blank.length === 0 ? null : Object.values(BLANKS).map(({ sign, means }) => markup`<span class="cell">${sign} ${means}</span>`)
  }</p>${name === 'sensitivity' ? defectMatrix(numbers, map, title) : mapMatrix(numbers, name, map, title)}${
    explained.length === 0
      ? null
      : markup`<ul class="explained">${explained.map(({ id, why }) => markup`<li><b>${id}</b>: ${why}</li>`)}</ul>`
  }${unevaluated(map)}<details class="more prose"><summary>What the columns are</summary><dl class="facts">${columns.map(
    (column) =>
      markup`<div id="${idOf(name, column.id)}"><dt>${short(column.id, 80)}</dt><dd>${column.meaning}${
        column.defect === null ? null : markup` (${column.defect.name}, size ${numbers.show(column.defect, 'size', 'figure')})`
      }</dd></div>`,
  )}</dl></details><details class="more"><summary>The evidence of each cell</summary>${evidenceTable(numbers, map)}</details></section>`;
}

/** The pairs that were not evaluated, grouped by the reason. */
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
    (why) => markup`<div><dt>${why}</dt><dd>${short(claimsOf(why), 2000)}</dd></div>`,
  )}</dl></details>`;
}

/** The numbers of every cell, with the case it found. */
function evidenceTable(numbers: ReportNumbers, { cells }: MapReport): Markup {
  const end = (side: 'lower' | 'upper') => numbers.gather(cells, `interval.${side}`, ({ interval }) => interval?.[side] ?? null);
  return dataTable('The evidence of each cell', [
    { heading: 'claim', cells: cells.map(({ claim }) => claim) },
    { heading: 'tested on', cells: cells.map(({ column }) => short(column, 80)) },
    { heading: 'outcome', cells: cells.map(({ outcome }) => outcome) },
    listColumn(numbers, 'rate from', end('lower'), 'percentAtLeast'),
    listColumn(numbers, 'to', end('upper'), 'percentAtMost'),
    numberColumn(numbers, 'tolerance', cells, 'tolerance', 'percent'),
    { heading: 'found', cells: cells.map(cellFinding) },
  ]);
}

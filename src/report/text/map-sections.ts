import { CELL_RULE, cellCaseWords } from '../words/cell-words.js';
import { defectRows } from '../data/defect-rows.js';
import { foldedSection, type Section } from './fit-sections.js';
import type { CellReport, MapReport } from '../data/map-schema.js';
import { MAP_TITLES } from '../words/map-titles.js';
import { markdownText as text, shortMarkdownText as short } from './markdown-text.js';
import type { MapName } from '../../verify/variant.js';
import { figure, percent, percentAtLeast, percentAtMost } from '../words/numbers.js';

/** A map in Markdown: the matrix with what its columns mean, and apart the evidence of each cell that found something or is open. */
export function mapSections(name: MapName, map: MapReport): Section[] {
  const { title, says } = MAP_TITLES[name];
  const { alpha, columns, rows, cells, blank, explained } = map;
  const cellOf = (claim: string, column: string) => cells.find((cell) => cell.claim === claim && cell.column === column);
  const blankMark = (claim: string, column: string) => {
    const pair = blank.find((each) => each.claim === claim && each.column === column);
    return pair === undefined ? '' : pair.kind === 'unaffected' ? '·' : '–';
  };
  const matrix = [
    `${says} Exploratory: no verdict hangs on it. ${alpha.cells} cells of this run’s maps are decided by statistics and share an α of ${alpha.family} of their own, ${figure(alpha.each)} each. ${CELL_RULE}`,
    '',
    ...(rows.length === 0
      ? ['No claim of this run was held to any of these.']
      : name === 'sensitivity'
        ? defectLines(map)
        : [
            `| | ${rows.map(text).join(' | ')} |`,
            `|---|${rows.map(() => '---').join('|')}|`,
            ...columns.map(
              ({ id }) =>
                `| ${text(id)} | ${rows
                  .map((claim) => {
                    const cell = cellOf(claim, id);
                    return cell === undefined ? blankMark(claim, id) : cellWords(cell);
                  })
                  .join(' | ')} |`,
            ),
          ]),
    '',
    ...columns.map(({ id, meaning }) => `- ${text(id)}: ${text(meaning)}`),
    '',
    ...(blank.length === 0
      ? []
      : [
          'A dot: nothing that the claim reads or assumes is other there. A dash: not asked. report.json has the reason for each.',
          '',
        ]),
    ...explained.map(({ id, why }) => `- ${text(id)}: ${text(why)}`),
  ];
  const evidence = cells.filter((cell) => cell.found !== null || cell.outcome === 'undecided').map(evidenceOf);
  return [
    foldedSection(title, { heading: '## Maps', rank: 3, lines: matrix }),
    ...(evidence.length === 0 ? [] : [foldedSection(`${title}: the evidence`, { heading: '## Maps', rank: 6, lines: evidence })]),
  ];
}

/** Planted defects: from which size on each claim detects them, and what became of every size. */
function defectLines(map: MapReport): string[] {
  return [
    '| claim | planted defect | detected from | sizes |',
    '|---|---|---|---|',
    ...defectRows(map).map(({ claim, defect, smallest, sizes }) => {
      const from =
        smallest === null
          ? 'not every size was decided'
          : smallest.size === null
            ? 'no size that was tried'
            : figure(smallest.size);
      const each = sizes.flatMap(({ column, cell }) =>
        column.defect === null || cell === null ? [] : [`${figure(column.defect.size)} ${cellWords(cell)}`],
      );
      return `| ${text(claim)} | ${text(defect)} | ${from} | ${each.join('; ')} |`;
    }),
  ];
}

function cellWords({ outcome, cases, violations }: CellReport): string {
  const against = outcome === 'killed' || outcome === 'detected' || outcome === 'load-bearing';
  const words = against ? `**${outcome}**` : outcome;
  return cases === null ? words : `${words} ${violations}/${cases}`;
}

function evidenceOf(cell: CellReport): string {
  const { claim, column, outcome, stopped, interval, found, tolerance } = cell;
  const rate =
    interval === null
      ? ''
      : `, rate in ${percentAtLeast(interval.lower)} … ${percentAtMost(interval.upper)} (tolerance ${percent(tolerance)})`;
  const why = outcome === 'undecided' ? `: ${short(stopped, 300)}` : '';
  const example =
    found === null ? '' : `; ${cellCaseWords(found).role}: ${short(found.description, 300)}, ${text(cellCaseWords(found).miss)}`;
  return `- ${text(claim)}, ${text(column)}: ${outcome}${rate}${why}${example}`;
}

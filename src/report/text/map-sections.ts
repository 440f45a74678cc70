import { defectRows } from '../data/defect-rows.js';
import { foldedSection, type Section } from './fit-sections.js';
import { isAgainst } from '../data/map-outcomes.js';
import type { CellReport, MapReport } from '../data/map-schema.js';
import { BLANKS, cellFinding, detectedFrom, mapSentence, MAP_TITLES } from '../words/map-words.js';
import { plain } from '../words/sentence.js';
import { markdownText as text } from './markdown-text.js';
import type { MapName } from '../../verify/variant.js';
import { figure, percent, percentAtLeast, percentAtMost } from '../words/numbers.js';

/**
 * A map in Markdown: the matrix with the meaning of its columns, and in a section of its own the evidence of each cell that found a
 * case or is undecided.
 */
export function mapSections(name: MapName, map: MapReport): Section[] {
  const { title } = MAP_TITLES[name];
  const { columns, rows, cells, blank, explained } = map;
  const cellOf = (claim: string, column: string) => cells.find((cell) => cell.claim === claim && cell.column === column);
  const blankMark = (claim: string, column: string) => {
    const pair = blank.find((each) => each.claim === claim && each.column === column);
    return pair === undefined ? '' : BLANKS[pair.kind].sign;
  };
  const matrix = [
    plain(mapSentence(name, map)),
    '',
    ...(rows.length === 0
      ? ['No claim of this run was tested on any of these.']
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
          `${Object.values(BLANKS)
            .map(({ sign, means }) => `${sign} ${means}`)
            .join('; ')}. report.json has the reason for each.`,
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

/** Planted defects: the size from which each claim detects them, and the outcome at every size. */
function defectLines(map: MapReport): string[] {
  return [
    '| claim | planted defect | detected from | sizes |',
    '|---|---|---|---|',
    ...defectRows(map).map(({ claim, defect, smallest, sizes }) => {
      const each = sizes.flatMap(({ column, cell }) =>
        column.defect === null || cell === null ? [] : [`${figure(column.defect.size)} ${cellWords(cell)}`],
      );
      return `| ${text(claim)} | ${text(defect)} | ${plain(detectedFrom(smallest))} | ${each.join('; ')} |`;
    }),
  ];
}

function cellWords({ outcome, cases, violations }: CellReport): string {
  const words = isAgainst(outcome) ? `**${outcome}**` : outcome;
  return cases === null ? words : `${words} ${violations}/${cases}`;
}

function evidenceOf(cell: CellReport): string {
  const { claim, column, outcome, interval, tolerance } = cell;
  const rate =
    interval === null
      ? ''
      : `, rate in ${percentAtLeast(interval.lower)} … ${percentAtMost(interval.upper)} (tolerance ${percent(tolerance)})`;
  const finding = cellFinding(cell);
  return `- ${text(claim)}, ${text(column)}: ${outcome}${rate}${finding === null ? '' : `; ${text(finding)}`}`;
}

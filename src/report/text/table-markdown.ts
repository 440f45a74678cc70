import type { TableReport } from '../data/schema.js';
import { BROKEN, MET } from '../words/assumption-words.js';
import { firstOffenders, LISTED_OFFENDERS } from '../words/offender-words.js';
import { plain } from '../words/sentence.js';
import { exclusiveLine, mergedSentence, powerSentence, sizesSentence } from '../words/table-words.js';
import { foldedSection, type Section } from './fit-sections.js';
import { markdownText as text, shortMarkdownText as short } from './markdown-text.js';

/** The sizes of the given table. */
export function sizesLine(table: TableReport): string {
  const merged = table.merged === 0 ? '' : `; ${plain(mergedSentence(table))}`;
  return `${plain(sizesSentence(table))}${merged}.`;
}

/** Which assumptions the given table meets. */
export function assumptionSection(table: TableReport): Section {
  const lines = [
    '| assumption | | offending facts |',
    '|---|---|---|',
    ...table.assumptions.map(
      ({ name, meaning, offenders }) =>
        `| ${text(name)}: ${text(meaning)} | ${offenders.length === 0 ? MET : `**${BROKEN}**`} | ${offendersIn(offenders, LISTED_OFFENDERS.table, '<br>')} |`,
    ),
    '',
    `${exclusiveLine(table)}; ${plain(powerSentence(table))}.`,
  ];
  return foldedSection('Which assumptions the table meets', { rank: 1, lines });
}

/** The first few offending facts. */
export function offendersIn(offenders: readonly string[], most: number, separator: string): string {
  const { shown, more } = firstOffenders(offenders, most);
  return [...shown.map((line) => short(line)), ...(more === null ? [] : [more])].join(separator);
}

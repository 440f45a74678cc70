import type { TableReport } from '../data/schema.js';
import { firstOffenders } from '../words/offender-words.js';
import { plain } from '../words/sentence.js';
import { exclusiveLine, powerSentence, sizesSentence } from '../words/table-words.js';
import { foldedSection, type Section } from './fit-sections.js';
import { markdownText as text, shortMarkdownText as short } from './markdown-text.js';

/** The most offending facts listed for an assumption; report.json has them all. */
const LISTED_OFFENDERS = 8;

/** The sizes of the given table. */
export function sizesLine(table: TableReport): string {
  return plain(sizesSentence(table));
}

/** Which assumptions the given table meets. */
export function assumptionSection(table: TableReport): Section {
  const lines = [
    '| assumption | | offending facts |',
    '|---|---|---|',
    ...table.assumptions.map(
      ({ name, meaning, offenders }) =>
        `| ${text(name)}: ${text(meaning)} | ${offenders.length === 0 ? 'met' : '**broken**'} | ${offendersIn(offenders, LISTED_OFFENDERS, '<br>')} |`,
    ),
    '',
    `${exclusiveLine(table)}. ${plain(powerSentence(table))}`,
  ];
  return foldedSection('Which assumptions the table meets', { rank: 1, lines });
}

/** The first few offending facts. */
export function offendersIn(offenders: readonly string[], most: number, separator: string): string {
  const { shown, more } = firstOffenders(offenders, most);
  return [...shown.map((line) => short(line)), ...(more === null ? [] : [more])].join(separator);
}

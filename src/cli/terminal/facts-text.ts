import { BROKEN, MET } from '../../report/words/assumption-words.js';
import { plural } from '../../report/words/numbers.js';
import { firstOffenders, LISTED_OFFENDERS } from '../../report/words/offender-words.js';
import { plain } from '../../report/words/sentence.js';
import { exclusiveLine, mergedSentence, powerSentence, sizesSentence } from '../../report/words/table-words.js';
import type { TableSummary } from '../run/table-summary.js';
import { printable } from './text.js';

/** A fact table in the lines that a terminal shows. */
export function factsText(summary: TableSummary, all: boolean): string[] {
  const { merged, assumptions, byRelation } = summary;
  const lines = [
    `${printable(summary.source)}: ${plain(sizesSentence(summary))}`,
    ...(merged > 0 ? [`note: ${plain(mergedSentence(summary))}`] : []),
    ...byRelation.map(
      ({ name, facts: of, answers }) =>
        `  ${printable(name)}: ${of} ${plural(of, 'fact')}, ${answers} different ${plural(answers, 'answer')}`,
    ),
    '',
  ];
  for (const { name, meaning, offenders } of assumptions) {
    lines.push(`${(offenders.length === 0 ? MET : BROKEN).padEnd(BROKEN.length)}  ${name}: ${meaning}`);
    const { shown, more } = firstOffenders(offenders, all ? Infinity : LISTED_OFFENDERS.table);
    for (const offender of shown) lines.push(`          ${printable(offender)}`);
    if (more !== null) lines.push(`          ${more} (--all lists them)`);
  }
  const latin = assumptions.slice(0, 4).every(({ offenders }) => offenders.length === 0);
  lines.push(
    '',
    `Latin: ${latin ? 'yes' : 'no'} (total, injective, unambiguous and onto)`,
    exclusiveLine(summary),
    ...(summary.sharedNames.length > 0
      ? [`both subject and answer, and kept apart: ${summary.sharedNames.map(printable).join(', ')}`]
      : []),
    plain(powerSentence(summary)),
  );
  return lines;
}

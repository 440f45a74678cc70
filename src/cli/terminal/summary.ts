import { styleText } from 'node:util';
import { wasAsked } from '../../report/data/summary.js';
import { BROKEN, MET } from '../../report/words/assumption-words.js';
import { evidenceLine } from '../../report/words/evidence-line.js';
import { isUndecided, outcomeLine } from '../../report/words/headline-words.js';
import { skippedLine } from '../../report/words/skipped-words.js';
import { exclusiveLine, sizesWords } from '../../report/words/table-words.js';
import type { ClaimReport } from '../../report/data/claim-schema.js';
import type { Report } from '../../report/data/schema.js';
import { MAP_NAMES } from '../../verify/variant.js';
import { mapSummary } from './map-summary.js';
import { columns, printable } from './text.js';

/** A report in the lines that a terminal shows. */
export function summaryText(report: Report): string {
  const lines = [...verdictLines(report.claims)];
  if (report.table !== null) {
    const { table } = report;
    lines.push(
      '',
      `${printable(table.source)}: ${sizesWords(table)}`,
      ...columns(
        table.assumptions.map(({ name, offenders }) => [
          `  ${name}`,
          offenders.length === 0
            ? MET
            : `${BROKEN}: ${printable(offenders[0])}${offenders.length > 1 ? ` (+${offenders.length - 1})` : ''}`,
        ]),
        [0, 1],
      ),
      `  ${exclusiveLine(table)}`,
      ...verdictLines(table.claims),
    );
  }
  for (const name of MAP_NAMES) {
    const map = report[name];
    if (map !== null) lines.push('', ...mapSummary(name, map));
  }
  const { seed, budget, engine } = report;
  lines.push('', `${outcomeLine(report)} (seed ${seed}, budget ${budget}, engine ${engine})`);
  return `${lines.join('\n')}\n`;
}

function verdictLines(claims: readonly ClaimReport[]): string[] {
  const skipped = skippedLine(claims);
  return [
    ...columns(
      claims.filter(wasAsked).map((claim) => [`  ${claim.id}`, claim.slug, coloured(claim), printable(evidenceLine(claim))]),
      [0, 1, 2, 3],
    ),
    ...(skipped === null ? [] : [`  ${skipped}`]),
  ];
}

function coloured(claim: ClaimReport): string {
  const { verdict, asExpected } = claim;
  if (verdict.word === 'NOT APPLICABLE') return verdict.word;
  const undecided = isUndecided(claim);
  const words = asExpected || undecided ? verdict.word : `${verdict.word} (unexpected)`;
  return styleText(asExpected ? 'green' : undecided ? 'yellow' : 'red', words, { stream: process.stdout });
}

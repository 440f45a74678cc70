import { styleText } from 'node:util';
import { askedClaims } from '../../report/data/placed-claims.js';
import { wasAsked } from '../../report/data/summary.js';
import { BROKEN, MET } from '../../report/words/assumption-words.js';
import { evidenceLine } from '../../report/words/evidence-line.js';
import { skippedLine } from '../../report/words/skipped-words.js';
import { exclusiveLine, sizesWords } from '../../report/words/table-words.js';
import type { ClaimReport } from '../../report/data/claim-schema.js';
import type { Report } from '../../report/data/schema.js';
import { MAP_NAMES } from '../../verify/variant.js';
import { exitCodeOf } from '../../verify/verdict.js';
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
  lines.push('', conclusionLine(report));
  return `${lines.join('\n')}\n`;
}

/** What the run came to: claims that were skipped or not applicable decided nothing, and are not counted as if they had. */
function conclusionLine(report: Report): string {
  const { seed, budget, engine } = report;
  const all = askedClaims(report).map(({ claim }) => claim);
  const decided = all.filter(({ verdict }) => verdict.word !== 'NOT APPLICABLE');
  const open = decided.filter(({ verdict }) => isUndecided(verdict.word));
  const contrary = decided.filter(({ asExpected, verdict }) => !asExpected && !isUndecided(verdict.word));
  const rest = all.length - decided.length;
  const run = `(seed ${seed}, budget ${budget}, engine ${engine})`;
  if (all.length === 0) return `nothing was asked: every claim of this run is skipped ${run}`;
  if (decided.length === 0) return `nothing was decided: no claim is applicable ${run}`;
  const undecided = open.length === 0 ? '' : `, ${open.length} undecided: ${open.map(({ id }) => id).join(', ')}`;
  const beside = `${undecided}${rest === 0 ? '' : `, ${rest} not applicable`}`;
  if (contrary.length > 0) {
    return `${contrary.length} of ${decided.length} verdicts are not as expected: ${contrary.map(({ id }) => id).join(', ')}${beside}`;
  }
  if (open.length > 0) {
    const others = decided.length - open.length;
    const rests = others === 0 ? 'no verdict' : others === 1 ? 'the other verdict is' : `all ${others} other verdicts are`;
    return `${others === 0 ? 'nothing was decided' : `${rests} as expected`}${beside} ${run}`;
  }
  return `${decided.length === 1 ? 'the verdict is' : `all ${decided.length} verdicts are`} as expected${beside} ${run}`;
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

function coloured({ verdict, asExpected }: ClaimReport): string {
  if (verdict.word === 'NOT APPLICABLE') return verdict.word;
  const undecided = isUndecided(verdict.word);
  const words = asExpected || undecided ? verdict.word : `${verdict.word} (unexpected)`;
  return styleText(asExpected ? 'green' : undecided ? 'yellow' : 'red', words, { stream: process.stdout });
}

function isUndecided(word: ClaimReport['verdict']['word']): boolean {
  return exitCodeOf(word, 'HOLDS') === 2;
}

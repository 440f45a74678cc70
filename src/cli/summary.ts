import { styleText } from 'node:util';
import { evidenceLine, exclusiveLine } from '../report/evidence-line.js';
import type { ClaimReport, Report } from '../report/schema.js';
import { columns, printable } from './text.js';

/** A report in the lines that a terminal shows. */
export function summaryText(report: Report): string {
  const lines = [...verdictLines(report.claims)];
  if (report.table !== null) {
    const { table } = report;
    lines.push(
      '',
      `${printable(table.source)}: ${table.facts} facts, S = ${table.subjects}, R = ${table.relations}, A = ${table.answers}`,
      ...columns(
        table.assumptions.map(({ name, offenders }) => [
          `  ${name}`,
          offenders.length === 0
            ? 'met'
            : `broken: ${printable(offenders[0])}${offenders.length > 1 ? ` (+${offenders.length - 1})` : ''}`,
        ]),
        [0, 1],
      ),
      `  ${exclusiveLine(table)}`,
      ...verdictLines(table.claims),
    );
  }
  const all = [...report.claims, ...(report.table?.claims ?? [])];
  lines.push('', conclusionLine(report, all));
  return `${lines.join('\n')}\n`;
}

/** What the run came to: claims that were not applicable decided nothing, and are not counted as if they had. */
function conclusionLine({ seed, budget, engine }: Report, all: readonly ClaimReport[]): string {
  const decided = all.filter(({ verdict }) => verdict.word !== 'NOT APPLICABLE');
  const contrary = decided.filter(({ asExpected }) => !asExpected);
  const rest = all.length - decided.length;
  const run = `(seed ${seed}, budget ${budget}, engine ${engine})`;
  if (decided.length === 0) return `nothing was decided: no claim is applicable ${run}`;
  const beside = rest === 0 ? '' : `, ${rest} not applicable`;
  if (contrary.length > 0) {
    return `${contrary.length} of ${decided.length} verdicts are not as expected: ${contrary.map(({ id }) => id).join(', ')}${beside}`;
  }
  return `${decided.length === 1 ? 'the verdict is' : `all ${decided.length} verdicts are`} as expected${beside} ${run}`;
}

function verdictLines(claims: readonly ClaimReport[]): string[] {
  return columns(
    claims.map((claim) => [`  ${claim.id}`, claim.slug, coloured(claim), printable(evidenceLine(claim))]),
    [0, 1, 2, 3],
  );
}

function coloured({ verdict, asExpected }: ClaimReport): string {
  if (verdict.word === 'NOT APPLICABLE') return verdict.word;
  return styleText(asExpected ? 'green' : 'red', asExpected ? verdict.word : `${verdict.word} (unexpected)`, {
    stream: process.stdout,
  });
}

import { styleText } from 'node:util';
import { SEVERITIES, type Comparison, type Severity } from '../../report/data/comparison.js';
import {
  cellLine,
  changeLine,
  comparisonHeadline,
  intervalSentence,
  SEVERITY_TITLES,
} from '../../report/words/comparison-words.js';
import { nameOnTable } from '../../report/words/name-on-table.js';
import { shortText } from '../../report/words/short-text.js';
import { columns, printable } from './text.js';

/** A comparison in the lines that a terminal shows. */
export function comparisonText(comparison: Comparison): string {
  const { differences, claims } = comparison;
  const shown = (text: string) => printable(shortText(text, 400));
  const lines = [
    ...columns(
      differences.map(({ field, baseline, report }) => [`the ${field}:`, `${shown(baseline)} → ${shown(report)}`]),
      [0, 1],
    ),
    ...SEVERITIES.flatMap((severity) => severityLines(comparison, severity)),
  ];
  const rates = claims.some((claim) => claim.kind === 'compared' && claim.rate !== null);
  return [
    ...lines,
    ...(rates ? ['', intervalSentence(comparison)] : []),
    ...(lines.length === 0 ? [] : ['']),
    comparisonHeadline(comparison),
    '',
  ].join('\n');
}

function severityLines({ claims, cells }: Comparison, severity: Severity): string[] {
  const rows = [
    ...claims
      .filter((claim) => claim.severity === severity)
      .map((claim) => [`  ${printable(claim.id)}`, nameOnTable(printable(claim.slug), claim.given), changeLine(claim)]),
    ...cells
      .filter((cell) => cell.severity === severity)
      .map((cell) => [`  ${printable(cell.claim)}`, `${cell.map}, ${printable(cell.column)}`, cellLine(cell)]),
  ];
  if (rows.length === 0) return [];
  const title = styleText(COLOURS[severity], SEVERITY_TITLES[severity], { stream: process.stdout });
  return [title, ...columns(rows, [0, 1, 2])];
}

const COLOURS = { fail: 'red', warn: 'yellow', fixed: 'green', note: 'dim' } as const;

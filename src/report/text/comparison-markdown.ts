import { SEVERITIES, type Comparison, type Severity } from '../data/comparison.js';
import { cellLine, changeLine, comparisonHeadline, intervalSentence, SEVERITY_TITLES } from '../words/comparison-words.js';
import { COMMENT, fitSections, foldedSection, type Section } from './fit-sections.js';
import { shortMarkdownText as short } from './markdown-text.js';

/** Renders a comparison as Markdown, fit for a comment on a pull request. */
export function renderComparisonMarkdown(comparison: Comparison, limit = COMMENT): string {
  const { differences } = comparison;
  const head = ['# ic-recall: compared with the baseline', '', `**${comparisonHeadline(comparison)}**`, ''];
  const circumstances: Section = {
    title: 'how the runs differ',
    rank: 0,
    lines: [
      '| how the runs differ | baseline | report |',
      '|---|---|---|',
      ...differences.map(({ field, baseline, report }) => `| ${field} | ${short(baseline)} | ${short(report)} |`),
      '',
    ],
  };
  const sections = [
    ...(differences.length === 0 ? [] : [circumstances]),
    ...SEVERITIES.flatMap((severity, i) => severitySections(comparison, severity, i + 1)),
    foldedSection('What the intervals mean', { rank: SEVERITIES.length + 1, lines: [intervalSentence(comparison)] }),
  ];
  return fitSections(head, sections, limit);
}

function severitySections({ claims, cells }: Comparison, severity: Severity, rank: number): Section[] {
  const rows = [
    ...claims
      .filter((claim) => claim.severity === severity)
      .map((claim) => {
        const now = claim.kind === 'only in the baseline' ? claim.baseline : claim.report;
        return [
          `**${short(claim.id)}** ${short(claim.slug)}`,
          claim.given ? 'the table' : 'random tables',
          changeLine(claim),
          now.evidence,
        ];
      }),
    ...cells
      .filter((cell) => cell.severity === severity)
      .map((cell) => [`**${short(cell.claim)}**`, `${cell.map}: ${cell.column}`, cellLine(cell), '']),
  ];
  if (rows.length === 0) return [];
  const table = [
    '| claim | on | change | evidence |',
    '|---|---|---|---|',
    ...rows.map(([claim, ...texts]) => `| ${[claim, ...texts.map((cell) => short(cell, 400))].join(' | ')} |`),
  ];
  const title = SEVERITY_TITLES[severity];
  const folded = severity === 'fixed' || severity === 'note';
  return [folded ? foldedSection(title, { rank, lines: table }) : { title, rank, lines: [`## ${title}`, '', ...table, ''] }];
}

import { MAP_NAMES } from '../../verify/variant.js';
import type { ClaimReport } from '../data/claim-schema.js';
import { askedClaims } from '../data/placed-claims.js';
import type { Report } from '../data/schema.js';
import { wasAsked } from '../data/summary.js';
import { evidenceLine } from '../words/evidence-line.js';
import { replaySentence, stoppedSentence, verdictLine } from '../words/explain-verdict.js';
import { expectationSentence, tallyLine } from '../words/headline-words.js';
import { alphaSentence, REGRESSIONS_TITLE } from '../words/method-words.js';
import { nameOnTable } from '../words/name-on-table.js';
import { readFromLine } from '../words/paper-words.js';
import { replayCommand } from '../words/replay-command.js';
import { plain } from '../words/sentence.js';
import { skippedLine } from '../words/skipped-words.js';
import { claimLines, verdictLines } from './claim-markdown.js';
import { COMMENT, fitSections, foldedSection, type Section } from './fit-sections.js';
import { mapSections } from './map-sections.js';
import { markdownText as text, shortMarkdownText as short } from './markdown-text.js';
import { assumptionSection, sizesLine } from './table-markdown.js';

/**
 * Renders a report as Markdown that fits in a comment on a pull request: first the verdicts, then those that are not as expected with the
 * commands that replay them, then the details, folded. Sections that do not fit are left out, and named at the end.
 */
export function renderMarkdown(report: Report, limit = COMMENT): string {
  const { paper, tool, engine, budget, seed, claims, table } = report;
  const head = [
    '# ic-recall report',
    '',
    `**${tallyLine(report.summary)}** — ${plain(expectationSentence(report))}`,
    '',
    `*${short(paper.title)}*. ${short(readFromLine(paper), LONGEST_SOURCE)}. ` +
      `${short(tool.name)} ${short(tool.version)}, engine ${short(engine)}, budget ${budget}, seed ${seed}. Exit code ${report.summary.exitCode}.`,
    '',
  ];
  const asked = askedClaims(report);
  const sections: Section[] = [
    verdictSection('Verdicts on random tables', claims),
    ...(table === null ? [] : [verdictSection(`Verdicts on the table ${short(table.source)}`, table.claims, sizesLine(table))]),
    ...openSections(report),
    ...(table === null ? [] : [assumptionSection(table)]),
    foldedSection('How it was decided', { rank: 3, lines: [text(report.method), '', text(plain(alphaSentence(report)))] }),
    ...regressionSections(report.regressions),
    ...asked.map(({ claim, given }) =>
      foldedSection(`${nameOnTable(`${claim.id} ${claim.slug}`, given)}: ${claim.verdict.word}`, {
        heading: given ? '## The claims on the table' : '## The claims',
        rank: claim.asExpected ? (given ? 4 : 5) : 2,
        lines: given ? verdictLines(claim) : claimLines(claim),
      }),
    ),
    ...MAP_NAMES.flatMap((name) => {
      const map = report[name];
      return map === null ? [] : mapSections(name, map);
    }),
  ];
  return fitSections(head, sections, limit);
}

/** The most characters of the line that names the paper. */
const LONGEST_SOURCE = 600;

/** A table of verdicts, with the skipped claims in a line below it. */
function verdictSection(title: string, claims: readonly ClaimReport[], ...before: readonly string[]): Section {
  const skipped = skippedLine(claims);
  const asked = claims.filter(wasAsked);
  const lines = [
    `## ${title}`,
    '',
    ...before.flatMap((line) => [line, '']),
    ...(asked.length === 0 ? [] : [...verdictTable(asked), '']),
    ...(skipped === null ? [] : [`*${text(skipped)}*`, '']),
  ];
  return { title: title.slice(0, 1).toLowerCase() + title.slice(1), rank: 0, lines };
}

function verdictTable(claims: readonly ClaimReport[]): string[] {
  return [
    '| claim | | verdict | expected | evidence |',
    '|---|---|---|---|---|',
    ...claims.map(
      (claim) =>
        `| ${short(claim.id)} | ${short(claim.slug)} | ${mark(claim)} | ${claim.verdict.word === 'NOT APPLICABLE' ? '' : claim.expected} | ${short(evidenceLine(claim))} |`,
    ),
  ];
}

function mark({ verdict, asExpected }: ClaimReport): string {
  return asExpected ? `**${verdict.word}**` : `**${verdict.word}** ✗`;
}

/** The most verdicts listed as not as expected. */
const LISTED_OPEN = 20;

/** What readers of a red run want first: which verdicts are not as expected, and how to replay their cases. */
function openSections(report: Report): Section[] {
  const open = askedClaims(report).filter(({ claim }) => !claim.asExpected);
  if (open.length === 0) return [];
  const lines = open.slice(0, LISTED_OPEN).map(({ claim, given }) => {
    const replay = replayCommand(claim, given);
    const again = replay === null ? '' : ` ${replaySentence(`\`${replay}\``)}.`;
    return `- ${nameOnTable(`**${short(claim.id)}** ${short(claim.slug)}`, given)}: ${short(verdictLine(claim), 300)}. ${text(stoppedSentence(claim.verdict, 300))}${again}`;
  });
  const rest = open.length > LISTED_OPEN ? [`- and ${open.length - LISTED_OPEN} more`] : [];
  return [{ title: 'not as expected', rank: 0, lines: ['## Not as expected', '', ...lines, ...rest, ''] }];
}

/** The regressions that were replayed first. A run with regressions is determined by its seed and by them. */
function regressionSections(regressions: Report['regressions']): Section[] {
  if (regressions.length === 0) return [];
  const lines = regressions.map(({ file, claim, outcome }) => `- ${text(claim)}, ${short(file)}: ${short(outcome)}`);
  return [foldedSection(REGRESSIONS_TITLE, { rank: 3, lines })];
}

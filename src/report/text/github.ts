import { explainVerdict } from '../words/explain-verdict.js';
import type { Limit } from './fit-sections.js';
import { legibleText } from '../words/legible-text.js';
import { renderMarkdown } from './markdown.js';
import { askedClaims, type PlacedClaim } from '../data/placed-claims.js';
import type { Report } from '../data/schema.js';
import { shortText } from '../words/short-text.js';
import { standingOf } from '../data/standing.js';

/** GitHub shows no step summary that is longer than 1 MiB. */
const STEP_SUMMARY_BYTES = 1024 * 1024;

/** GitHub shows so many annotations of a step. */
const ANNOTATIONS = 10;

/**
 * A report as what a step of a GitHub workflow adds to its summary, cut by sections to what room there is; null where there is too little for
 * its first lines.
 *
 * @param taken - bytes that the step has written to its summary before
 */
export function renderStepSummary(report: Report, taken = 0): string | null {
  const measure = (markdown: string) => Buffer.byteLength(markdown);
  const limit: Limit = { most: STEP_SUMMARY_BYTES - 1 - taken, measure, because: 'a step summary holds no more' };
  const markdown = renderMarkdown(report, limit);
  return measure(markdown) > limit.most ? null : markdown;
}

/**
 * The verdicts that are not as expected as workflow commands, a line each, of which GitHub makes annotations: errors where a verdict is
 * contrary or a claim could not be evaluated, warnings where it is undecided. They name no file of the repository, since a report does not
 * know where its table stood.
 */
export function renderAnnotations(report: Report): string[] {
  const all = askedClaims(report)
    .map(annotationOf)
    .filter((annotation) => annotation !== null);
  const sorted = all.toSorted((one, other) => LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level));
  if (sorted.length <= ANNOTATIONS) return sorted.map(commandOf);
  const shown = sorted.slice(0, ANNOTATIONS - 1);
  const rest = sorted.slice(ANNOTATIONS - 1);
  const message = rest.map(({ title }) => title).join('\n');
  return [...shown, { level: rest[0].level, title: `and ${rest.length} more`, message }].map(commandOf);
}

/**
 * Text for the log of a workflow, in which no name can be a command: GitHub takes a line for one that begins with two colons, and, as it
 * did once, "##[" anywhere.
 */
export function withoutCommands(log: string): string {
  return log.replaceAll(/^(\s*):(?=:)/gm, '$1\uFFFD').replaceAll('##[', '#\uFFFD[');
}

/** What is shown first, first. */
const LEVELS = ['error', 'warning'] as const;

interface Annotation {
  readonly level: (typeof LEVELS)[number];
  readonly title: string;
  readonly message: string;
}

function annotationOf({ claim, given }: PlacedClaim): Annotation | null {
  const standing = standingOf(claim);
  if (standing === 'as expected' || standing === 'not applicable') return null;
  const where = given ? ' on the table' : '';
  return {
    level: standing === 'undecided' ? 'warning' : 'error',
    title: `${claim.id} ${claim.slug}${where}: ${claim.verdict.word}, expected ${claim.expected}`,
    message: explainVerdict(claim, given).join('\n'),
  };
}

function commandOf({ level, title, message }: Annotation): string {
  return `::${level} title=${property(title)}::${data(shortText(message, 4000))}`;
}

/** The text of a command; GitHub reads the escapes back. */
function data(text: string): string {
  return legibleText(text).replaceAll('%', '%25').replaceAll('\n', '%0A');
}

/** The value of a property, which ends at a comma, and the properties at a colon. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

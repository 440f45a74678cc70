import { explainVerdict } from '../words/explain-verdict.js';
import type { Limit } from './fit-sections.js';
import { legibleText } from '../words/legible-text.js';
import { renderMarkdown } from './markdown.js';
import { askedClaims, type PlacedClaim } from '../data/placed-claims.js';
import type { Report } from '../data/schema.js';
import { nameOnTable } from '../words/name-on-table.js';
import { shortText } from '../words/short-text.js';
import { standingOf } from '../data/standing.js';

/** GitHub shows no step summary that is longer than 1 MiB. */
const STEP_SUMMARY_BYTES = 1024 * 1024;

/** GitHub shows at most this many annotations of a step. */
const ANNOTATIONS = 10;

/**
 * Renders a report for the summary of a step in a GitHub workflow. Sections that do not fit are left out; null where not even the first lines
 * fit.
 *
 * @param taken - bytes that the step has already written to its summary
 */
export function renderStepSummary(report: Report, taken = 0): string | null {
  const measure = (markdown: string) => Buffer.byteLength(markdown);
  const limit: Limit = { most: STEP_SUMMARY_BYTES - 1 - taken, measure, because: 'a step summary holds no more' };
  const markdown = renderMarkdown(report, limit);
  return measure(markdown) > limit.most ? null : markdown;
}

/**
 * Renders the verdicts that are not as expected as workflow commands, one per line. GitHub shows them as annotations: errors for contrary
 * verdicts and claims that could not be evaluated, warnings for undecided ones. They name no file of the repository, since a report does
 * not know where its table was.
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
 * Text for the log of a workflow, made safe so that no name acts as a command. To GitHub a command is a line that begins with two colons,
 * and, in an older syntax, "##[" anywhere.
 */
export function withoutCommands(log: string): string {
  return log.replaceAll(/^(\s*):(?=:)/gm, '$1\uFFFD').replaceAll('##[', '#\uFFFD[');
}

/** The levels in the order in which they are shown. */
const LEVELS = ['error', 'warning'] as const;

interface Annotation {
  readonly level: (typeof LEVELS)[number];
  readonly title: string;
  readonly message: string;
}

function annotationOf({ claim, given }: PlacedClaim): Annotation | null {
  const standing = standingOf(claim);
  if (standing === 'as expected' || standing === 'not applicable') return null;
  return {
    level: standing === 'undecided' ? 'warning' : 'error',
    title: `${nameOnTable(`${claim.id} ${claim.slug}`, given)}: ${claim.verdict.word}, expected ${claim.expected}`,
    message: explainVerdict(claim, given).join('\n'),
  };
}

function commandOf({ level, title, message }: Annotation): string {
  return `::${level} title=${property(title)}::${data(shortText(message, 4000))}`;
}

/** The message of a command, escaped; GitHub decodes it. */
function data(text: string): string {
  return legibleText(text).replaceAll('%', '%25').replaceAll('\n', '%0A');
}

/** The value of a property, escaped: a comma would end the value, and a colon the properties. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

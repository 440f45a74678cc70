import { htmlText, shortMarkdownText as short } from './markdown-text.js';
import { shortText } from '../words/short-text.js';

/** A part of a Markdown document that is shown whole or not at all. */
export interface Section {
  /** Names it where it is left out. */
  readonly title: string;
  /** The heading that stands before the first of its kind that is shown. */
  readonly heading?: string;
  readonly lines: readonly string[];
  /** 0 for what is left out last. */
  readonly rank: number;
}

/** What a document may take, and in what it is measured. */
export interface Limit {
  readonly most: number;
  readonly measure: (markdown: string) => number;
  /** Completes "Left out, since …". */
  readonly because: string;
}

/** What GitHub takes in a comment is 65,536 characters; the rest is left to whoever posts it. */
export const COMMENT: Limit = { most: 60_000, measure: ({ length }) => length, because: 'a comment holds no more' };

/** A section that a reader unfolds. */
export function foldedSection(title: string, section: Omit<Section, 'title'>): Section {
  return {
    ...section,
    title,
    lines: ['<details>', `<summary>${htmlText(shortText(title, 200))}</summary>`, '', ...section.lines, '', '</details>', ''],
  };
}

/**
 * A document from its sections: all of them where there is room, or else those of the least rank, in their order, and a line that says
 * which were left out.
 *
 * @param head - always shown
 */
export function fitSections(head: readonly string[], sections: readonly Section[], { most, measure, because }: Limit): string {
  const whole = documentOf(head, sections, []);
  if (measure(whole) <= most) return whole;
  const note = (out: readonly Section[]) => leftOutLines(out, because);
  const kept = new Set<Section>();
  // No note is longer than one of all sections that names those of the longest names.
  const named = ({ title }: Section) => measure(short(title, NAME));
  const longest = sections.toSorted((one, other) => named(other) - named(one));
  let room = most - measure(documentOf(head, [], note(longest)));
  for (const section of sections.toSorted((one, other) => one.rank - other.rank)) {
    const size = measure(`${[section.heading ?? '', '', ...section.lines, ''].join('\n')}\n`);
    if (size > room) continue;
    room -= size;
    kept.add(section);
  }
  return documentOf(
    head,
    sections.filter((section) => kept.has(section)),
    note(sections.filter((section) => !kept.has(section))),
  );
}

function documentOf(head: readonly string[], sections: readonly Section[], foot: readonly string[]): string {
  const headings = new Set<string>();
  const body = sections.flatMap(({ heading, lines }) => {
    if (heading === undefined || headings.has(heading)) return lines;
    headings.add(heading);
    return [heading, '', ...lines];
  });
  return `${[...head, ...body, ...foot].join('\n').trimEnd()}\n`;
}

/** So many sections are named where they are left out, and with so many characters. */
const NAMED = 40;
const NAME = 60;

function leftOutLines(out: readonly Section[], because: string): string[] {
  const names = out.slice(0, NAMED).map(({ title }) => short(title, NAME));
  const rest = out.length > NAMED ? `, and ${out.length - NAMED} more` : '';
  return [`*Left out, since ${because}: ${names.join(', ')}${rest}. All of it is in report.json.*`];
}

import { htmlText, shortMarkdownText as short } from './markdown-text.js';
import { shortText } from '../words/short-text.js';

/** A part of a Markdown document that is shown whole or left out. */
export interface Section {
  /** Its name in the list of sections left out. */
  readonly title: string;
  /** A heading shared with other sections: it is printed once, before the first of them that is shown. */
  readonly heading?: string;
  readonly lines: readonly string[];
  /** The higher, the sooner it is left out; 0 is left out last. */
  readonly rank: number;
}

/** The most room that a document may use, and how it is measured. */
export interface Limit {
  readonly most: number;
  readonly measure: (markdown: string) => number;
  /** Completes "Left out, since …". */
  readonly because: string;
}

/** GitHub accepts 65,536 characters in a comment; this leaves some for whoever posts it. */
export const COMMENT: Limit = { most: 60_000, measure: ({ length }) => length, because: 'a comment holds no more' };

/** A section that readers unfold. */
export function foldedSection(title: string, section: Omit<Section, 'title'>): Section {
  return {
    ...section,
    title,
    lines: ['<details>', `<summary>${htmlText(shortText(title, 200))}</summary>`, '', ...section.lines, '', '</details>', ''],
  };
}

/**
 * Makes a document of its sections. Where there is not room for all, those of the lowest ranks are kept, in their order, and a last line
 * names those left out.
 *
 * @param head - always shown
 */
export function fitSections(head: readonly string[], sections: readonly Section[], { most, measure, because }: Limit): string {
  const whole = documentOf(head, sections, []);
  if (measure(whole) <= most) return whole;
  const note = (out: readonly Section[]) => leftOutLines(out, because);
  const kept = new Set<Section>();
  // This is the longest note there can be: all sections are left out, and those with the longest names are named.
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

/** The most sections that are named when left out, and the most characters of a name. */
const NAMED = 40;
const NAME = 60;

function leftOutLines(out: readonly Section[], because: string): string[] {
  const names = out.slice(0, NAMED).map(({ title }) => short(title, NAME));
  const rest = out.length > NAMED ? `, and ${out.length - NAMED} more` : '';
  return [`*Left out, since ${because}: ${names.join(', ')}${rest}. All of it is in report.json.*`];
}

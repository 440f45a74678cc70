import { legibleText } from '../words/legible-text.js';
import { shortText } from '../words/short-text.js';

/** HTML or SVG in which everything that came from elsewhere is escaped. It is made by `markup` and `trusted` alone. */
export class Markup {
  /** @param text - markup: use `markup`, or `trusted` where it is a constant of this program */
  constructor(readonly text: string) {}
}

/** What may stand in a template. No bare number: a number is shown by `ReportNumbers`, and placed in a drawing by `place`. */
export type Child = string | Markup | null | readonly Child[];

/** A template whose strings are escaped, as text and as quoted attributes alike; a list is joined, null is nothing. */
export function markup(parts: TemplateStringsArray, ...children: readonly Child[]): Markup {
  return new Markup(parts.reduce((text, part, i) => text + rendered(children[i - 1] ?? null) + part));
}

/** Markup that this program wrote itself, as it stands. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

function rendered(child: Child): string {
  if (child === null) return '';
  if (typeof child === 'string') return escaped(child);
  return child instanceof Markup ? child.text : child.map(rendered).join('');
}

/**
 * Text that shows itself and does nothing else. Line breaks become spaces; control characters, and signs that turn the direction of what
 * follows, become U+FFFD.
 */
function escaped(text: string): string {
  return legibleText(text.replaceAll(/[\r\n\t\u2028\u2029]+/g, ' ')).replaceAll(/[&<>"'`]/g, (character) => ENTITIES[character]);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** A coordinate or length of a drawing, to a hundredth. */
export function place(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Text cut to a length that a page bears; report.json has it whole. */
export function short(text: string, most = 240): string {
  return shortText(text, most);
}

/** A name as part of an id or a fragment. */
export function idOf(...names: readonly (string | number)[]): string {
  return names.map((name) => String(name).replaceAll(/[^A-Za-z0-9.]+/g, '-')).join('-');
}

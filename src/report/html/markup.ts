import { legibleText } from '../words/legible-text.js';
import { shortText } from '../words/short-text.js';

/** HTML or SVG in which all text from outside is escaped. Only `markup` and `trusted` make it. */
export class Markup {
  /** @param text - markup: use `markup`, or `trusted` for constants of this program */
  constructor(readonly text: string) {}
}

/** What a template may contain. Bare numbers are not allowed: `ReportNumbers` shows numbers, and `place` makes coordinates. */
export type Child = string | Markup | null | readonly Child[];

/** A template that escapes its strings, both as text and in quoted attributes, joins lists, and drops null. */
export function markup(parts: TemplateStringsArray, ...children: readonly Child[]): Markup {
  return new Markup(parts.reduce((text, part, i) => text + rendered(children[i - 1] ?? null) + part));
}

/** Markup that this program wrote itself, unescaped. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

function rendered(child: Child): string {
  if (child === null) return '';
  if (typeof child === 'string') return escaped(child);
  return child instanceof Markup ? child.text : child.map(rendered).join('');
}

/**
 * Text that is shown and does nothing else. Line breaks become spaces; control characters, and characters that change the writing
 * direction, become U+FFFD.
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

/** A coordinate or length in a drawing, rounded to a hundredth. */
export function place(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Text cut to a length that fits on a page; report.json has the whole text. */
export function short(text: string, most = 240): string {
  return shortText(text, most);
}

/** An id made of names. */
export function idOf(...names: readonly (string | number)[]): string {
  return names.map((name) => String(name).replaceAll(/[^A-Za-z0-9.]+/g, '-')).join('-');
}

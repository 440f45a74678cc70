import { legibleText } from '../words/legible-text.js';
import { shortText } from '../words/short-text.js';

/**
 * Text from outside, such as a name in a fact table, as Markdown that shows it and does nothing else. It adds no markup, breaks no line or
 * table cell, and does not change the writing direction. On GitHub it notifies nobody, links no address or issue, and is not typeset as a
 * formula. (A name that is the hash of a commit of the repository still becomes a link to it.)
 */
export function markdownText(text: string): string {
  return inert(harmless(text).replaceAll(/[\\`*_[\]|~$]/g, (character) => `\\${character}`));
}

/** Text from outside as HTML, for use between tags in Markdown. */
export function htmlText(text: string): string {
  return inert(harmless(text));
}

/** Text on one line, legible, without tags. */
function harmless(text: string): string {
  return legibleText(text.replaceAll(/[\r\n\t\v\f\u0085\u2028\u2029]+/g, ' '))
    .replaceAll('&', '&amp;')
    .replaceAll(/<(?=[^\s\d])/g, '&lt;') // "< 5 %" is no markup
    .replaceAll('>', '&gt;');
}

/** Keeps GitHub from turning plain text into mentions, issues, emoji and links, mostly by a zero-width space. */
function inert(text: string): string {
  return text
    .replaceAll(/@(?=[\w-])|#(?=\d)|:(?=[\w+-]+:)/g, (sign) => `${sign}&#8203;`)
    .replaceAll(/\bGH(?=-\d)/gi, '$&&#8203;')
    .replaceAll(/:(?=\/\/)/g, '&#58;')
    .replaceAll(/\b(www)\./gi, '$1&#46;');
}

/** Text from outside as Markdown, cut to a length that fits in a table. */
export function shortMarkdownText(text: string, most = 200): string {
  return markdownText(shortText(text, most));
}

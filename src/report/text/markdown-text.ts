import { legibleText } from '../words/legible-text.js';
import { shortText } from '../words/short-text.js';

/**
 * Text that somebody else chose (names of a fact table) as Markdown that shows it and does nothing else: no markup, no table cell
 * broken, no line broken, no direction turned; and where GitHub shows it, nobody notified, no address or issue linked and no formula set. (A
 * name that is the hash of a commit of the repository becomes a link to it.)
 */
export function markdownText(text: string): string {
  return inert(harmless(text).replaceAll(/[\\`*_[\]|~$]/g, (character) => `\\${character}`));
}

/** Somebody else's text as HTML, as it stands between tags in Markdown. */
export function htmlText(text: string): string {
  return inert(harmless(text));
}

/** On one line, legible, and no tags. */
function harmless(text: string): string {
  return legibleText(text.replaceAll(/[\r\n\t\v\f\u0085\u2028\u2029]+/g, ' '))
    .replaceAll('&', '&amp;')
    .replaceAll(/<(?=[^\s\d])/g, '&lt;') // "< 5 %" is no markup
    .replaceAll('>', '&gt;');
}

/** What GitHub makes of plain text: mentions, issues, emoji, links. A space of no width keeps it from that. */
function inert(text: string): string {
  return text
    .replaceAll(/@(?=[\w-])|#(?=\d)|:(?=[\w+-]+:)/g, (sign) => `${sign}&#8203;`)
    .replaceAll(/\bGH(?=-\d)/gi, '$&&#8203;')
    .replaceAll(/:(?=\/\/)/g, '&#58;')
    .replaceAll(/\b(www)\./gi, '$1&#46;');
}

/** Somebody else's text as Markdown, cut to a length that a table bears. */
export function shortMarkdownText(text: string, most = 200): string {
  return markdownText(shortText(text, most));
}

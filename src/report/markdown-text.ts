/**
 * Text that somebody else chose (names of a fact table) as Markdown that shows it and does nothing else: no markup, no table cell
 * broken, no line broken, no direction turned.
 */
export function markdownText(text: string): string {
  return text
    .replaceAll(/[\r\n\t]+/g, ' ')
    .replaceAll(/[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll(/<(?=[^\s\d])/g, '&lt;') // "< 5 %" is no markup
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_[\]|~]/g, (character) => `\\${character}`);
}

/** The same, cut to a length that a table bears. */
export function shortMarkdownText(text: string, most = 200): string {
  return markdownText(text.length > most ? `${text.slice(0, most)}…` : text);
}

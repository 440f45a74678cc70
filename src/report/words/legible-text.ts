/**
 * Makes text from outside, such as a name in a fact table, safe to show: control characters other than line breaks, characters that change
 * the writing direction, and lone surrogates become U+FFFD.
 */
export function legibleText(text: string): string {
  return text.replaceAll(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]|[^\P{Cc}\n]|\p{Cs}/gu, '\uFFFD');
}

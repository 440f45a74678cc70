/**
 * Text that somebody else chose as a reader may be shown it: no control characters but line breaks, nothing that turns the direction of what
 * follows, no halves of characters.
 */
export function legibleText(text: string): string {
  return text.replaceAll(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]|[^\P{Cc}\n]|\p{Cs}/gu, '\uFFFD');
}

import { closest, distance } from 'fastest-levenshtein';

/**
 * The name that a misspelt one probably means; null where none is near.
 *
 * This is the shortest name that contains the text ("yen" finds "Japanese yen"), or else the name with the smallest edit distance.
 */
export function nearestName(wanted: string, names: readonly string[]): string | null {
  const text = wanted.toLowerCase();
  const lower = names.map((each) => each.toLowerCase());
  // A single letter is in nearly every name, and so points to none.
  const containing = text.length > 1 ? names.filter((_, i) => lower[i].includes(text)) : [];
  if (containing.length > 0) return containing.reduce((best, next) => (next.length < best.length ? next : best));
  if (names.length === 0) return null;
  const near = closest(text, lower);
  // Some name always has the smallest distance. A misspelling changes a few letters: where more than a third of them differ, it is another word,
  // and the suggestion would mislead ("Cuba" for "s0").
  return 3 * distance(text, near) <= Math.max(text.length, near.length) ? names[lower.indexOf(near)] : null;
}

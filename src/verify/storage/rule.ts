import * as v from 'valibot';

/**
 * A rule that relates the members of an object, as an action of its schema.
 *
 * @param wrong - returns what breaks the rule, as "member: what is wrong with it", or null
 */
export function rule<Value>(wrong: (value: Value) => string | null): v.RawCheckAction<Value> {
  return v.rawCheck(({ dataset, addIssue }) => {
    const message = dataset.typed ? wrong(dataset.value) : null;
    if (message !== null) addIssue({ message });
  });
}

/** What is wrong with the first wrong item; null if none is wrong. */
export function firstWrong<Item>(items: readonly Item[], wrong: (item: Item, index: number) => string | null): string | null {
  for (const [i, item] of items.entries()) {
    const found = wrong(item, i);
    if (found !== null) return found;
  }
  return null;
}

/** The message for a list of the wrong length; null if it has the wanted one. */
export function wrongLength(path: string, list: readonly unknown[], wanted: number): string | null {
  return list.length === wanted ? null : `${path}: has ${list.length} entries, but needs ${wanted}`;
}

/** The message for an empty list; null if it has an entry. */
export function empty(path: string, list: readonly unknown[]): string | null {
  return list.length === 0 ? `${path}: has no entry` : null;
}

/** The message for more violations than cases; null if there are not more, or one of the counts is not known. */
export function excessViolations(counts: { readonly violations: number | null; readonly cases: number | null }): string | null {
  const { violations, cases } = counts;
  return violations !== null && cases !== null && violations > cases
    ? `violations: is ${violations}, but there are only ${cases} cases`
    : null;
}

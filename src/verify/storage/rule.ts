import * as v from 'valibot';

/**
 * A rule that the members of an object keep among each other, as an action of its schema.
 *
 * @param wrong - what breaks the rule, as "member: what is wrong with it"; null where nothing does
 */
export function rule<Value>(wrong: (value: Value) => string | null): v.RawCheckAction<Value> {
  return v.rawCheck(({ dataset, addIssue }) => {
    const message = dataset.typed ? wrong(dataset.value) : null;
    if (message !== null) addIssue({ message });
  });
}

/** What the first item that is wrong breaks; null where none does. */
export function firstWrong<Item>(items: readonly Item[], wrong: (item: Item, index: number) => string | null): string | null {
  for (const [i, item] of items.entries()) {
    const found = wrong(item, i);
    if (found !== null) return found;
  }
  return null;
}

/** That a list has not so many entries as it should. */
export function wrongLength(path: string, list: readonly unknown[], wanted: number): string | null {
  return list.length === wanted ? null : `${path}: has ${list.length} entries, where ${wanted} belong`;
}

/** That a list has no entry. */
export function empty(path: string, list: readonly unknown[]): string | null {
  return list.length === 0 ? `${path}: has no entry` : null;
}

/** That more violations are counted than cases; null where one of them is not known. */
export function excessViolations(counts: { readonly violations: number | null; readonly cases: number | null }): string | null {
  const { violations, cases } = counts;
  return violations !== null && cases !== null && violations > cases ? `violations: is ${violations}, of ${cases} cases` : null;
}

/** Items that share something, such as a design, in the order in which each first occurs. */
export function byShared<Item, Shared>(
  items: readonly Item[],
  sharedBy: (item: Item) => Shared | null,
): readonly { readonly shared: Shared; readonly items: readonly Item[] }[] {
  const groups = new Map<Shared, Item[]>();
  for (const item of items) {
    const shared = sharedBy(item);
    if (shared !== null) groups.set(shared, [...(groups.get(shared) ?? []), item]);
  }
  return [...groups].map(([shared, members]) => ({ shared, items: members }));
}

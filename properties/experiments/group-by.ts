/** Groups items by something they share, such as a design, in order of first occurrence. Items that share null are left out. */
export function groupBy<Item, Shared>(
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

/** A rule that the factors of a report keep among each other, and a program that wrote it could not break. */
type Rule = (part: Readonly<Record<string, unknown>>) => string | null;

/** Each says which of its members is wrong, and how; null where it has nothing to say. */
const RULES: readonly Rule[] = [
  ({ violations, cases }) =>
    isNumber(violations) && isNumber(cases) && violations > cases ? `violations: is ${violations}, of ${cases} cases` : null,
  ({ failing, redrawn }) =>
    isNumber(failing) && isNumber(redrawn) && failing > redrawn ? `failing: is ${failing}, of ${redrawn} redrawn` : null,
  ({ interval }) =>
    isPart(interval) &&
    isNumber(interval['lower']) &&
    isNumber(interval['upper']) &&
    !(interval['lower'] >= 0 && interval['upper'] <= 1)
      ? 'interval: lies not within 0 and 1'
      : null,
  ({ lower, upper }) => (isNumber(lower) && isNumber(upper) && lower > upper ? `lower: is ${lower}, above upper, ${upper}` : null),
  ({ least, median, greatest }) =>
    isNumber(least) && isNumber(median) && isNumber(greatest) && !(least <= median && median <= greatest)
      ? `median: is ${median}, beyond least and greatest`
      : null,
  // Attention over steps.
  ({ steps, relation, answer }) =>
    isList(steps) && isPart(relation) && isPart(answer)
      ? (none('steps', steps) ?? sharesIn('relation', relation, steps) ?? sharesIn('answer', answer, steps))
      : null,
  // Curves stand at the steps of the attention.
  ({ attention, curves }) => {
    if (!isList(curves) || curves.length === 0) return null;
    const steps = isPart(attention) && isList(attention['steps']) ? attention['steps'].length : 0;
    return first(curves, (curve, i) => lengthIn(`curves.${i}.values`, isPart(curve) ? curve['values'] : null, steps));
  },
  // Bands.
  ({ steps, series }) =>
    isList(steps) && isList(series)
      ? (none('steps', steps) ??
        first(series, (each, i) =>
          first(['least', 'median', 'greatest'], (key) =>
            lengthIn(`series.${i}.${key}`, isPart(each) ? each[key] : null, steps.length),
          ),
        ))
      : null,
  // Cells of a phase picture stand on its grid.
  ({ x, y, quantities }) =>
    isList(quantities)
      ? first(quantities, (quantity, i) =>
          first(isPart(quantity) && isList(quantity['cells']) ? quantity['cells'] : [], (cell, j) =>
            isPart(cell) && !(standsAmong(x, cell['x']) && standsAmong(y, cell['y']))
              ? `quantities.${i}.cells.${j}: lies not on the grid`
              : null,
          ),
        )
      : null,
  // Growth.
  ({ points, fit }) =>
    isList(points) && isPart(fit)
      ? (none('points', points) ??
        (isList(fit['laws']) ? (lengthIn('fit.laws', fit['laws'], 3) ?? residualsIn(fit['laws'], points)) : null))
      : null,
];

/** Where a report contradicts itself: the first field, by its path, with what is wrong of it; null where nowhere. */
export function inconsistencyIn(part: unknown, path = ''): string | null {
  if (isList(part)) return first(part, (each, i) => inconsistencyIn(each, memberOf(path, String(i))));
  if (!isPart(part)) return null;
  const wrong = first(RULES, (rule) => rule(part));
  if (wrong !== null) return memberOf(path, wrong);
  return first(Object.entries(part), ([key, each]) => (key === 'case' ? null : inconsistencyIn(each, memberOf(path, key))));
}

function memberOf(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function sharesIn(row: string, { tokens, shares }: Readonly<Record<string, unknown>>, steps: readonly unknown[]): string | null {
  if (!isList(tokens) || !isList(shares)) return null;
  return (
    lengthIn(`${row}.shares`, shares, steps.length) ??
    first(shares, (each, i) => lengthIn(`${row}.shares.${i}`, each, tokens.length))
  );
}

function residualsIn(laws: readonly unknown[], points: readonly unknown[]): string | null {
  const known = points.filter((point) => isPart(point) && point['value'] !== null).length;
  return first(laws, (law, i) => lengthIn(`fit.laws.${i}.residuals`, isPart(law) ? law['residuals'] : null, known));
}

function standsAmong(axis: unknown, value: unknown): boolean {
  return isPart(axis) && isList(axis['values']) && axis['values'].includes(value);
}

function lengthIn(path: string, list: unknown, wanted: number): string | null {
  return isList(list) && list.length !== wanted ? `${path}: has ${list.length} entries, where ${wanted} belong` : null;
}

function none(path: string, list: readonly unknown[]): string | null {
  return list.length === 0 ? `${path}: has no entry` : null;
}

function first<Item>(items: readonly Item[], wrong: (item: Item, index: number) => string | null): string | null {
  for (const [i, item] of items.entries()) {
    const found = wrong(item, i);
    if (found !== null) return found;
  }
  return null;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isPart(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

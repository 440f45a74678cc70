import { NUMBER_FORMATS, type NumberFormat } from '../../src/report/words/number-formats.js';
import { expect } from 'vitest';
import { elementsOf, elementsWith, textOf, type PageElement } from './read-page.js';

/** What stands at a path of a value. */
export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce((part: unknown, key) => (part as Record<string, unknown> | undefined)?.[key], value);
}

/** A number on the page: where it is said to stand, how it is formatted, and what is read. */
interface Shown {
  readonly path: string;
  readonly as: NumberFormat;
  readonly text: string;
}

/** Every number that says where it stands: by itself, in a drawing, and in tables by their columns. */
export function numbersOn(root: PageElement): Shown[] {
  const single = elementsOf(root)
    .filter(({ tag, attributes }) => (tag === 'span' || tag === 'tspan') && attributes.has('data-at'))
    .map((element) => ({
      path: element.attributes.get('data-at') ?? '',
      as: element.attributes.get('data-as') as NumberFormat,
      text: textOf(element),
    }));
  const drawn = elementsWith(root, 'g').flatMap(({ attributes, children }) => {
    const path = attributes.get('data-at');
    if (path === undefined) return [];
    const as = attributes.get('data-as') as NumberFormat;
    return children.map((child, i) => ({ path: path.replace('#', String(i)), as, text: textOf(child) }));
  });
  const tabled = elementsWith(root, 'table').flatMap((table) => {
    const heads = elementsWith(elementsWith(table, 'thead')[0], 'th');
    const rows = elementsWith(elementsWith(table, 'tbody')[0], 'tr').map((row) =>
      elementsOf(row).filter(({ tag }) => tag === 'td' || tag === 'th'),
    );
    return heads.flatMap((head, column) => {
      const path = head.attributes.get('data-at');
      if (path === undefined) return [];
      const as = head.attributes.get('data-as') as NumberFormat;
      return rows.map((cells, row) => ({ path: path.replace('#', String(row)), as, text: textOf(cells[column]) }));
    });
  });
  return [...single, ...drawn, ...tabled];
}

/** Where every number of a value stands. */
export function numberPaths(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => numberPaths(part, path === '' ? key : `${path}.${key}`));
}

/** Holds every number of a page to the value that it says it comes from; gives how many there are. */
export function expectNumbersOf(root: PageElement, stored: unknown): number {
  const shown = numbersOn(root);
  for (const { path, as, text } of shown) {
    const number = at(stored, path) ?? null;
    expect([path, text]).toEqual([path, number === null ? 'none' : NUMBER_FORMATS[as](number as number)]);
  }
  return shown.length;
}

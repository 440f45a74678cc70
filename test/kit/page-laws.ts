import { expect } from 'vitest';
import { elementsOf, elementsWith, readPage, textOf, type PageElement } from './read-page.js';

// What every HTML page is held to, whatever it shows.

/** Every drawing has a role, a title, a description, and a table behind it; gives how many there are. */
export function expectDescribedDrawings(page: PageElement): number {
  const figures = elementsWith(page, 'figure');
  for (const figure of figures) {
    const [svg] = elementsWith(figure, 'svg');
    const ids = (svg.attributes.get('aria-labelledby') ?? '').split(' ');
    expect(svg.attributes.get('role')).toBe('img');
    const [title] = elementsWith(svg, 'title');
    const [description] = elementsWith(svg, 'desc');
    expect([title, description].map(({ attributes }) => attributes.get('id'))).toEqual(ids);
    expect(textOf(title)).not.toBe('');
    expect(textOf(description).length).toBeGreaterThan(20);
    expect(elementsWith(figure, 'tbody')[0].children.length).toBeGreaterThan(0);
    const places = elementsOf(svg).flatMap(({ attributes }) => [...attributes.values()]);
    expect(places.filter((place) => /NaN|undefined|Infinity/.test(place))).toEqual([]);
  }
  return figures.length;
}

/** Every id stands once, and no link leads nowhere. */
export function expectSoundLinks(page: PageElement): void {
  const ids = elementsOf(page).flatMap(({ attributes }) => attributes.get('id') ?? []);
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  const targets = elementsOf(page).flatMap(({ tag, attributes }) =>
    tag === 'a' || tag === 'use' ? [attributes.get('href') ?? ''] : ((attributes.get('fill') ?? '').match(/#[^)]*/g) ?? []),
  );
  expect(targets.filter((target) => !target.startsWith('#') || !ids.includes(target.slice(1)))).toEqual([]);
}

/** There is nothing to fetch, and nothing runs but the page's own script. */
export function expectSelfContained(html: string): void {
  const page = readPage(html);
  const elements = elementsOf(page);
  expect(elementsWith(page, 'script')).toHaveLength(1);
  const fetching = elements.filter(
    ({ tag, attributes }) =>
      ['img', 'iframe', 'object', 'embed', 'base', 'form'].includes(tag) || attributes.has('src') || attributes.has('style'),
  );
  expect(fetching).toEqual([]);
  expect(elements.flatMap(({ attributes }) => [...attributes.keys()].filter((name) => name.startsWith('on')))).toEqual([]);
  expect(elementsWith(page, 'link').map(({ attributes }) => attributes.get('href'))).toEqual(['data:,']);
  expect(html).not.toMatch(/https?:\/\//);
  expect(html).not.toMatch(/@import|url\((?!#)/);
  const policy = elementsWith(page, 'meta')
    .find(({ attributes }) => attributes.has('http-equiv'))
    ?.attributes.get('content');
  expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; /);
}

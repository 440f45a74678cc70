import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, connect, HAS_BROWSER, openPage } from '../kit/browser.js';
import { writeRunPages } from '../kit/shown-pages.js';

const WIDTHS = [360, 1600];

describe.skipIf(!HAS_BROWSER)('pages of runs in a browser', () => {
  let browser: Browser;
  let urls: ReturnType<typeof writeRunPages>;

  beforeAll(async () => {
    urls = writeRunPages();
    browser = await connect();
  });

  afterAll(async () => {
    await browser?.close();
  });

  const SHOWN = (['train', 'sweep'] as const).flatMap((name) => WIDTHS.map((width) => ({ name, width })));

  it.each(SHOWN)('the page of $name is drawn quietly, in a window of $width that it is no wider than', async ({ name, width }) => {
    for (const javaScriptEnabled of [true, false]) {
      const { page, said, asked } = await openPage(browser, urls[name], { viewport: { width, height: 900 }, javaScriptEnabled });
      const widths = await page.evaluate<number[]>(
        `[...document.querySelectorAll('figure > svg')].map((svg) => svg.getBoundingClientRect().width)`,
      );
      expect(widths.length).toBeGreaterThan(4);
      expect(Math.min(...widths)).toBeGreaterThan(240);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(width);
      expect(said).toEqual([]);
      expect(asked.filter((address) => address !== urls[name] && address !== 'data:,')).toEqual([]);
      await page.context().close();
    }
  });

  // Colours are judged in both schemes and layout at both widths; audits.long.test.ts has the other pairs of them.
  it.each(SHOWN.map((each) => ({ ...each, colorScheme: each.width === 360 ? ('dark' as const) : ('light' as const) })))(
    'the page of $name passes an audit of its accessibility, $colorScheme at $width',
    async ({ name, width, colorScheme }) => {
      const { page } = await openPage(browser, urls[name], { colorScheme, viewport: { width, height: 900 } });
      expect(await audit(page)).toEqual([]);
      await page.context().close();
    },
  );

  it('has a theme to choose, and its data within reach of a keyboard', async () => {
    const { page } = await openPage(browser, urls['sweep']);
    expect(await page.locator('#theme').isVisible()).toBe(true);
    const data = page.locator('details.data').first();
    await data.locator('summary').focus();
    await page.keyboard.press('Enter');
    expect(await data.locator('table').first().isVisible()).toBe(true);
    await page.context().close();
  });
});

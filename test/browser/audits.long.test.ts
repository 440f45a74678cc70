import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, connect, HAS_BROWSER, openPage } from '../kit/browser.js';
import { writeReportPage, writeRunPages } from '../kit/shown-pages.js';

// Long, since an audit takes seconds. Each scheme and each width is audited in `npm test` too, in the other pairing: what fails only here
// is a colour that is wrong in one scheme and shown at one width alone.

describe.skipIf(!HAS_BROWSER)('the other pairs of a colour scheme and a width', () => {
  let browser: Browser;
  let urls: Record<'report' | 'train' | 'sweep', string>;

  beforeAll(async () => {
    urls = { report: writeReportPage().url, ...writeRunPages() };
    browser = await connect();
  });

  afterAll(async () => {
    await browser?.close();
  });

  it.each(
    (['report', 'train', 'sweep'] as const).flatMap((name) => [
      { name, colorScheme: 'dark' as const, width: 1600 },
      { name, colorScheme: 'light' as const, width: 360 },
    ]),
  )('pass an audit of accessibility: $name, $colorScheme at $width', async ({ name, colorScheme, width }) => {
    const { page } = await openPage(browser, urls[name], { colorScheme, viewport: { width, height: 900 } });
    expect(await audit(page)).toEqual([]);
    await page.context().close();
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderSweepPage } from '../../src/report/html/sweep-page.js';
import { renderTrainPage } from '../../src/report/html/train-page.js';
import { audit, CHROMIUM, launch, openPage } from '../kit/browser.js';
import { temporaryFolder } from '../kit/temporary-folder.js';
import { sampleSweep, sampleTraining } from '../kit/sample-runs.js';

const WIDTHS = [360, 1600];

describe.skipIf(CHROMIUM === undefined)('pages of runs in a browser', () => {
  let browser: Browser;
  const urls: Record<string, string> = {};

  beforeAll(async () => {
    const { trained, words } = sampleTraining();
    const { swept, outcomes } = sampleSweep();
    const pages = {
      train: renderTrainPage(trained, words),
      sweep: renderSweepPage(swept, { generator: 'ic-recall 0', subject: 'positional attention', outcomes }),
    };
    const folder = temporaryFolder();
    for (const [name, html] of Object.entries(pages)) {
      const file = join(folder, `${name}.html`);
      writeFileSync(file, html);
      urls[name] = pathToFileURL(file).href;
    }
    browser = await launch();
  });

  afterAll(async () => {
    await browser?.close();
  });

  const SHOWN = ['train', 'sweep'].flatMap((name) => WIDTHS.map((width) => ({ name, width })));

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

  it.each(SHOWN.flatMap((each) => (['light', 'dark'] as const).map((colorScheme) => ({ ...each, colorScheme }))))(
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

import axe from 'axe-core';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderHtml } from '../../src/report/html/render-html.js';
import type { Report } from '../../src/report/data/schema.js';
import { audit, connect, HAS_BROWSER, openPage } from '../kit/browser.js';
import { recounted } from '../kit/pictured-report.js';
import { writePage, writeReportPage } from '../kit/shown-pages.js';

describe.skipIf(!HAS_BROWSER)('report.html in a browser', () => {
  let browser: Browser;
  let report: Report;
  let url: string;

  beforeAll(async () => {
    ({ report, url } = writeReportPage());
    browser = await connect();
  });

  afterAll(async () => {
    await browser?.close();
  });

  const open = (options: BrowserContextOptions = {}) => openPage(browser, url, options);

  it.each([
    { width: 360, javaScriptEnabled: true },
    { width: 1600, javaScriptEnabled: true },
    { width: 360, javaScriptEnabled: false },
    { width: 1600, javaScriptEnabled: false },
  ])('renders every section, quietly and without asking for anything: %j', async ({ width, javaScriptEnabled }) => {
    const { page, said, asked } = await open({ viewport: { width, height: 900 }, javaScriptEnabled });
    for (const id of ['verdicts', 'claims', 'broken', 'table', 'controls', 'sensitivity', 'ablation', 'phases', 'method']) {
      expect([id, await page.locator(`section#${id}`).isVisible()]).toEqual([id, true]);
    }
    expect(await page.locator('article.claim').count()).toBe(
      [...report.claims, ...(report.table?.claims ?? [])].filter(({ verdict }) => verdict.word !== 'SKIPPED').length,
    );
    const widths = await page.evaluate<number[]>(
      `[...document.querySelectorAll('article figure > svg')].map((svg) => svg.getBoundingClientRect().width).filter((width) => width > 0)`,
    );
    expect(widths.length).toBeGreaterThan(40);
    expect(Math.min(...widths)).toBeGreaterThan(240);
    expect(said).toEqual([]);
    expect(asked.filter((address) => address !== url && address !== 'data:,')).toEqual([]);
    await page.context().close();
  });

  it.each([320, 360, 768, 1280, 1600])('is no wider than a window of %i', async (width) => {
    const { page } = await open({ viewport: { width, height: 900 } });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(width);
    await page.context().close();
  });

  // Colours are judged in both schemes and layout at both widths; audits.long.test.ts has the other two pairs of them.
  it.each([
    { colorScheme: 'light', width: 1600 },
    { colorScheme: 'dark', width: 360 },
  ] as const)('passes an audit of its accessibility: %j', async ({ colorScheme, width }) => {
    const { page } = await open({ colorScheme, viewport: { width, height: 900 } });
    expect(await audit(page)).toEqual([]);
    await page.context().close();
  });

  it.each(['light', 'dark'] as const)('shows what has changed since a baseline, at 360 px too: %s', async (colorScheme) => {
    const [first, ...rest] = report.claims;
    const { tolerance } = first;
    const baseline = recounted({ ...report, seed: '7', claims: [{ ...first, tolerance: tolerance / 2 }, ...rest.slice(1)] });
    const shown = recounted({ ...report, controls: null, sensitivity: null, ablation: null, phases: null });
    const changed = writePage('changed', renderHtml(shown, baseline));
    const { page, said, asked } = await openPage(browser, changed, {
      colorScheme,
      viewport: { width: 360, height: 800 },
    });
    expect(await page.locator('#changes').innerText()).toContain('only in the report');
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    expect(await audit(page)).toEqual([]);
    expect([said, asked]).toEqual([[], [changed]]);
    await page.context().close();
  });

  it('would fail the audit if it were bad', async () => {
    const { page } = await open();
    await page.evaluate(`document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button>')`);
    await page.evaluate(axe.source);
    const ids = await page.evaluate<string[]>(
      `axe.run(document, { runOnly: ['button-name'] }).then(({ violations }) => violations.map(({ id }) => id))`,
    );
    expect(ids).toEqual(['button-name']);
    await page.context().close();
  });

  it('has the first screen say what came out, at both widths', async () => {
    for (const viewport of [
      { width: 360, height: 780 },
      { width: 1600, height: 900 },
    ]) {
      const { page } = await open({ viewport });
      for (const selector of ['.tally', '.expected', '.run']) {
        const { y = Infinity, height = 0 } = (await page.locator(selector).boundingBox()) ?? {};
        expect([selector, y + height <= viewport.height]).toEqual([selector, true]);
      }
      await page.context().close();
    }
  });

  it('leaves the claims of one verdict, and shows them all again', async () => {
    const { page } = await open();
    const shown = page.locator('article.claim').filter({ visible: true });
    const all = await shown.count();
    await page.locator('[data-filter="REFUTED"]').click();
    expect(await shown.count()).toBe(
      [...report.claims, ...(report.table?.claims ?? [])].filter(({ verdict }) => verdict.word === 'REFUTED').length,
    );
    expect(await page.locator('[data-filter="REFUTED"]').getAttribute('aria-pressed')).toBe('true');
    await page.evaluate(`location.hash = '#M1'`); // a claim that is led to is shown all the same
    await page.locator('#M1').waitFor({ state: 'visible' });
    expect(await shown.count()).toBe(all);
    await page.context().close();
  });

  it('copies the command that replays a counterexample', async () => {
    const { page } = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
    const card = page.locator('#U-case-0');
    await page.locator('[data-copies="U-case-0-command"]').click();
    await page.getByRole('button', { name: /^Copied/ }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('ic-recall replay counterexamples/U-minimal.json');
    expect(await card.count()).toBe(0); // ids are those of its parts
    await page.context().close();
  });

  it('changes its theme by its button and keeps to it, by keyboard too', async () => {
    const { page } = await open({ colorScheme: 'light' });
    const paper = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const light = await paper();
    const button = page.locator('#theme');
    await button.focus();
    await page.keyboard.press('Enter');
    expect([await button.textContent(), await paper()]).toEqual(['Theme: light', light]);
    await page.keyboard.press('Enter');
    expect(await button.textContent()).toBe('Theme: dark');
    expect(await paper()).not.toBe(light);
    await page.reload();
    expect(await button.textContent()).toBe('Theme: dark');
    await page.context().close();
  });

  it('is walked through by keyboard: first past the head, then into regions that scroll', async () => {
    const { page } = await open({ viewport: { width: 360, height: 780 } });
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    const matrix = page.locator('#controls .scroll').first();
    await matrix.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => matrix.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
    await page.context().close();
  });

  it('is light on paper, has its folded prose open there, and no data tables', async () => {
    const { page } = await open({ colorScheme: 'dark', javaScriptEnabled: false });
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    expect(await page.locator('#T3 details.prose dl').isVisible()).toBe(true);
    expect(await page.locator('details.data').filter({ visible: true }).count()).toBe(0);
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await page.context().close();
  });

  it('keeps names of a table what they are', async () => {
    const { page, said } = await open();
    expect(await page.evaluate(`document.querySelectorAll('img, main script, main iframe').length`)).toBe(0);
    expect(await page.locator('#table').textContent()).toContain('<script>alert(1)</script>');
    expect(said).toEqual([]);
    await page.context().close();
  });
});

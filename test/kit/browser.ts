import axe from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { inject } from 'vitest';

const address = inject('browser');

/** Whether there is a browser. */
export const HAS_BROWSER = address !== null;

/** Connects to the browser that `browser-server.ts` has started. */
export function connect(): Promise<Browser> {
  if (address === null) throw new Error('there is no browser');
  return chromium.connect(address);
}

/** Opens a page; whatever it says on the console, and whatever it asks for, is kept. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; said: string[]; asked: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 1000 }, ...options });
  const page = await context.newPage();
  const said: string[] = [];
  const asked: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(url);
  return { page, said, asked };
}

/** What an audit of accessibility finds on a page whose details are all open, a line each. */
export async function audit(page: Page): Promise<string[]> {
  await page.evaluate(`document.querySelectorAll('details').forEach((each) => (each.open = true))`);
  await page.evaluate(axe.source);
  const found = await page.evaluate<{ id: string; impact: string; nodes: { html: string }[] }[]>(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`,
  );
  return found.map(({ id, impact, nodes }) => `${impact}: ${id}: ${nodes[0].html.slice(0, 120)}`);
}

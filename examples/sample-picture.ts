import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

// The picture of the sample report that the README shows: the section of one claim, as Debian's Chromium draws it.

const CHROMIUM = '/usr/bin/chromium';
const CLAIM = 'T3';
const page = new URL('../reports/sample/report.html', import.meta.url);
const picture = fileURLToPath(new URL('../reports/sample/report.png', import.meta.url));

if (existsSync(CHROMIUM)) {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  const context = await browser.newContext({ viewport: { width: 1600, height: 1000 }, colorScheme: 'light' });
  const opened = await context.newPage();
  await opened.goto(page.href);
  await opened.locator(`#${CLAIM}`).screenshot({ path: picture });
  await browser.close();
  process.stdout.write(`${picture}\n`);
} else {
  process.stdout.write('no Chromium: the picture of the sample stays as it was\n');
}

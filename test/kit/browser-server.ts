import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';

/** Where Debian and its like keep the browser. */
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the browser; null where there is none. */
    readonly browser: string | null;
  }
}

/** Starts the browser, once for all tests that open pages in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (CHROMIUM === undefined) {
    process.stdout.write('skipped: test/browser needs Chromium in /usr/bin (apt-get install -y chromium)\n');
    project.provide('browser', null);
    return () => Promise.resolve();
  }
  const server = await chromium.launchServer({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  project.provide('browser', server.wsEndpoint());
  return () => server.close();
}

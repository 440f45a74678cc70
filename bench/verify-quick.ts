import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { watchedRun } from './watched-run.js';

// Wall time and peak memory of `verify --budget quick` on the bundled facts. `npx tsx bench/verify-quick.ts`

const main = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'ic-recall-bench-'));
watchedRun('verify --budget quick', ['--import', import.meta.resolve('tsx'), main, 'verify', '--facts', 'countries', '--out', out]);

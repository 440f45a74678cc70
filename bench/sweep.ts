import { fileURLToPath } from 'node:url';
import { watchedRun } from './watched-run.js';

// Wall time and peak memory of the default `sweep` up to N = 2³⁰. It runs the built program: from the sources, every thread would hold a compiler.
// `npm run build && npx tsx bench/sweep.ts`; options of `sweep` may follow.

const main = fileURLToPath(new URL('../dist/src/cli/main.js', import.meta.url));
watchedRun('sweep to 2^30', [main, 'sweep', ...process.argv.slice(2)]);

import { fileURLToPath } from 'node:url';
import { watchedRun } from './watched-run.js';

// Wall time and peak memory of the default `sweep` of the built program, to N = 2³⁰. (From the sources every thread holds a compiler too.)

const main = fileURLToPath(new URL('../dist/src/cli/main.js', import.meta.url));
watchedRun('sweep to 2^30', [main, 'sweep', ...process.argv.slice(2)]);

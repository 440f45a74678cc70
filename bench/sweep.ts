import { fileURLToPath } from 'node:url';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

// Wall time and peak memory of the default `sweep` of the built program, to N = 2³⁰; the peak is read from Linux' /proc. (From the sources every
// thread holds a compiler too.)

const main = fileURLToPath(new URL('../dist/src/cli/main.js', import.meta.url));
const started = performance.now();
const child = spawn(process.execPath, [main, 'sweep', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
let peak = 0;
const watch = setInterval(() => {
  try {
    const [, kibibytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
    peak = Math.max(peak, Number(kibibytes ?? 0));
  } catch {
    peak = Math.max(peak, 0); // the process has ended
  }
}, 100);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => {
  clearInterval(watch);
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(`sweep to 2^30: ${seconds.toFixed(1)} s, peak ${Math.round(peak / 1024)} MiB, exit code ${code}\n`);
});

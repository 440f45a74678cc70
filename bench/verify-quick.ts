import { fileURLToPath } from 'node:url';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Wall time and peak memory of `verify --budget quick` on the bundled facts; the peak is read from Linux' /proc.

const main = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'ic-recall-bench-'));
const started = performance.now();
const child = spawn(
  process.execPath,
  ['--import', import.meta.resolve('tsx'), main, 'verify', '--facts', 'countries', '--out', out],
  { stdio: 'inherit' },
);
let peak = 0;
const watch = setInterval(() => {
  try {
    const [, kibibytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
    peak = Math.max(peak, Number(kibibytes ?? 0));
  } catch {
    peak = Math.max(peak, 0); // the process has ended
  }
}, 100);
child.on('exit', (code) => {
  clearInterval(watch);
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(`verify --budget quick: ${seconds.toFixed(1)} s, peak ${Math.round(peak / 1024)} MiB, exit code ${code}\n`);
});

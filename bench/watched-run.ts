import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Runs a Node program and prints its wall time and peak memory, which it reads from /proc (Linux only). Signals are passed on to the program. */
export function watchedRun(title: string, words: readonly string[]): void {
  const started = performance.now();
  const child = spawn(process.execPath, words, { stdio: 'inherit' });
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
    process.stdout.write(`${title}: ${seconds.toFixed(1)} s, peak ${Math.round(peak / 1024)} MiB, exit code ${code}\n`);
  });
}

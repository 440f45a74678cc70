import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TSC = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));

/** Builds what has changed, once before the tests: these run the command line as it is installed, and threads open catalogues that are compiled too. */
export function setup(): void {
  const words = ['-p', 'tsconfig.tests.json', '--incremental', '--tsBuildInfoFile', 'dist/tests.tsbuildinfo'];
  const { status, stdout } = spawnSync(process.execPath, [TSC, ...words], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the program does not build:\n${stdout}`);
}

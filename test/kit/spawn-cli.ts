import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PLAIN, type CliResult } from './run-cli.js';
import { temporaryFolder } from './temporary-folder.js';

/** The arguments of Node that start the command line, which `build-program.ts` has built. */
export const CLI: readonly string[] = [fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url))];

/** Runs the command line in a process of its own, as it is installed: for signals, pipes, and what only a process shows. */
export function spawnCli(words: readonly string[], folder = temporaryFolder(), environment: NodeJS.ProcessEnv = {}): CliResult {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...CLI, ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...PLAIN, ...environment },
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: status, stdout, stderr };
}

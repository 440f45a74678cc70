import { fileURLToPath } from 'node:url';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a command left behind. */
export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The arguments of Node that start the command line, which `build-program.ts` has built. */
export const CLI: readonly string[] = [fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url))];

const made: string[] = [];
process.on('exit', () => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A new empty folder, removed when the tests end. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ic-recall-'));
  made.push(folder);
  return folder;
}

/** No colours, and blocks rather than ASCII, whoever runs the tests. */
const PLAIN: NodeJS.ProcessEnv = {
  NO_COLOR: '1',
  FORCE_COLOR: undefined,
  GITHUB_ACTIONS: undefined,
  LC_ALL: 'C.UTF-8',
  TERM: 'xterm',
};

/** Runs the real command line, in a folder of its own unless told otherwise. */
export function runCli(words: readonly string[], folder = temporaryFolder(), environment: NodeJS.ProcessEnv = {}): CliResult {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...CLI, ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...PLAIN, ...environment },
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: status, stdout, stderr };
}

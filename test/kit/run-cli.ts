import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { runProgram } from '../../src/cli/program.js';
import { temporaryFolder } from './temporary-folder.js';

/** What a command left behind. */
export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** No colours, and blocks rather than ASCII, whoever runs the tests. */
export const PLAIN: NodeJS.ProcessEnv = {
  NO_COLOR: '1',
  FORCE_COLOR: undefined,
  GITHUB_ACTIONS: undefined,
  LC_ALL: 'C.UTF-8',
  TERM: 'xterm',
};

let running = false;

/**
 * Runs a command line in this process, which saves the start of another one: what it writes, its exit code, its environment and its folder
 * are its own, and afterwards the process is as it was.
 *
 * @throws Error where the command leaves a listener of the process behind, or another one is still running
 */
export async function runCli(
  words: readonly string[],
  folder = temporaryFolder(),
  environment: NodeJS.ProcessEnv = {},
): Promise<CliResult> {
  if (running) throw new Error('a command is still running in this process: await it before the next one');
  running = true;
  const before = { cwd: process.cwd(), console: globalThis.console, listeners: listeners() };
  const exitCode = exchangeExitCode(undefined);
  const restoreEnvironment = setEnvironment({ ...PLAIN, ...environment });
  const [stdout, stderr] = [capture(process.stdout), capture(process.stderr)];
  let code: ExitCode;
  try {
    globalThis.console = new Console(stdout.stream, stderr.stream);
    process.chdir(folder);
    await runProgram(words);
  } finally {
    code = exchangeExitCode(exitCode);
    stdout.restore();
    stderr.restore();
    restoreEnvironment();
    globalThis.console = before.console;
    process.chdir(before.cwd);
    running = false;
  }
  const left = listeners();
  if (left !== before.listeners) throw new Error(`a command left listeners behind: ${left}; before it: ${before.listeners}`);
  return { code: Number(code ?? 0), stdout: stdout.text(), stderr: stderr.text() };
}

type ExitCode = typeof process.exitCode;

/** Sets the exit code of this process, and returns what it was. */
function exchangeExitCode(code: ExitCode): ExitCode {
  const old = process.exitCode;
  process.exitCode = code;
  return old;
}

/** How many listeners each event of the process has. */
function listeners(): string {
  return process
    .eventNames()
    .map((name) => `${String(name)} ${process.listenerCount(name)}`)
    .toSorted()
    .join(', ');
}

/** Sets variables, or removes those that are undefined; returns what puts the old values back. */
function setEnvironment(environment: NodeJS.ProcessEnv): () => void {
  const set = (name: string, value: string | undefined) => {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  };
  const old = Object.keys(environment).map((name) => [name, process.env[name]] as const);
  for (const [name, value] of Object.entries(environment)) set(name, value);
  return () => old.forEach(([name, value]) => set(name, value));
}

/** Keeps what is written to a stream of the process instead of writing it. */
function capture(stream: NodeJS.WriteStream): { stream: Writable; text: () => string; restore: () => void } {
  const before = Object.getOwnPropertyDescriptor(stream, 'write');
  const chunks: Buffer[] = [];
  const kept = new Writable({
    write(chunk: Buffer | string, encoding, done) {
      chunks.push(typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk);
      done();
    },
  });
  stream.write = kept.write.bind(kept) as typeof stream.write;
  return {
    stream: kept,
    text: () => Buffer.concat(chunks).toString('utf8'),
    restore: () => {
      if (before === undefined) Reflect.deleteProperty(stream, 'write');
      else Object.defineProperty(stream, 'write', before);
    },
  };
}

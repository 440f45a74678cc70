import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../src/package-root.js';

// How long commands take to start, as ratios to the least that could be: a node that only imports commander, and a node that does nothing.
// Of the built program (npm run build), and of the checkout against `npm run` of a one-line TypeScript file that imports commander. The
// runs are interleaved, so that what else the machine does weighs on all of them. `npm run build && npx tsx bench/start.ts`

/** Runs of each command; a first one, which fills caches, is not counted. */
const RUNS = 21;

const folder = mkdtempSync(join(tmpdir(), 'ic-recall-bench-'));
const node = process.execPath;
const main = join(PACKAGE_ROOT, 'dist', 'src', 'cli', 'main.js');

interface TimedCommand {
  readonly name: string;
  readonly program: string;
  readonly words: readonly string[];
  readonly folder: string;
}

const bareNode: TimedCommand = { name: 'node -e 0', program: node, words: ['-e', '0'], folder };
const commander: TimedCommand = {
  name: 'a node that imports commander',
  program: node,
  words: [join(folder, 'commander.mjs')],
  folder,
};
const oneLine: TimedCommand = {
  name: 'npm run of a line of TypeScript',
  program: 'npm',
  words: ['run', '-s', 'start'],
  folder,
};
const built = (...words: string[]): TimedCommand => ({
  name: `built, ${words.join(' ')}`,
  program: node,
  words: [main, ...words],
  folder,
});
const checkout: TimedCommand = {
  name: 'checkout, npm run -s ic-recall -- --version',
  program: 'npm',
  words: ['run', '-s', 'ic-recall', '--', '--version'],
  folder: PACKAGE_ROOT,
};

const COMPARED: readonly { readonly command: TimedCommand; readonly to: TimedCommand; readonly target: number }[] = [
  { command: built('--version'), to: commander, target: 1.25 },
  { command: built('--help'), to: commander, target: 1.25 },
  { command: built('facts'), to: bareNode, target: 2.5 },
  { command: checkout, to: oneLine, target: 1.3 },
];

/** Milliseconds from start to end. */
function timeOf({ name, program, words, folder: cwd }: TimedCommand): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(program, words, { cwd, encoding: 'utf8' });
  const milliseconds = performance.now() - started;
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
  return milliseconds;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
}

try {
  symlinkSync(join(PACKAGE_ROOT, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', scripts: { start: 'node --import tsx line.ts' } }));
  writeFileSync(join(folder, 'commander.mjs'), "import 'commander';\n");
  writeFileSync(join(folder, 'line.ts'), "import 'commander';\n");
  const commands = [...new Set(COMPARED.flatMap(({ command, to }) => [to, command]))];
  const times = new Map(commands.map((command): [TimedCommand, number[]] => [command, []]));
  for (let run = 0; run <= RUNS; run++) {
    for (const [command, taken] of times) {
      const milliseconds = timeOf(command);
      if (run > 0) taken.push(milliseconds);
    }
  }
  const medianOf = (command: TimedCommand) => median(times.get(command) ?? []);
  for (const { command, to, target } of COMPARED) {
    const [own, other] = [medianOf(command), medianOf(to)];
    process.stdout.write(
      `${command.name}: ${(own / other).toFixed(2)} × ${to.name} (${own.toFixed(0)} and ${other.toFixed(0)} ms; at most ${target})\n`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

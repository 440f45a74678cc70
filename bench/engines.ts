import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { engineLabel, loadEngine } from '../src/engine/load-engine.js';
import { ENGINE_NAMES, type EngineName } from '../src/engine/engine.js';
import { InputError } from '../src/input-error.js';
import { buildTransformer, type Transformer } from '../src/model/transformer.js';
import { RandomStream } from '../src/random/random-stream.js';
import { drawPrompts } from '../src/task/draw-prompts.js';
import { drawLatinTable } from '../src/task/tables/latin.js';
import type { PromptBatch } from '../src/task/prompt.js';

// One training step (both rows) of each engine on the same instances: milliseconds, peak memory, and the deviation of loss and gradient from the
// reference. If a table is too large for the reference, the deviation is from the sparse engine, which agrees with the reference to 10⁻⁹ where both
// run. Each engine runs in a process of its own, so that its peak memory is its own. `npx tsx bench/engines.ts`

const SIZES = [
  [64, 8],
  [256, 16],
  [1024, 32],
] as const;
const PAIRS = 4;
const PROMPTS = 256;

interface Result {
  readonly label: string;
  readonly milliseconds: number | null;
  readonly mebibytes: number;
  readonly outcome: readonly number[] | null;
  readonly refused: string | null;
}

function instance(subjects: number, relations: number): { batch: PromptBatch; model: Transformer } {
  const table = drawLatinTable('cyclic', subjects, relations, RandomStream.of(1, 'bench', 'table'));
  return { batch: drawPrompts(table, PAIRS, PROMPTS, RandomStream.of(1, 'bench', 'prompts')), model: buildTransformer(table) };
}

/** A θ far from uniform, which all engines share. */
function theta(length: number): Float64Array {
  const random = RandomStream.of(1, 'bench', 'theta', length);
  return Float64Array.from({ length }, () => 2 * random.uniform() - 1);
}

async function run(name: EngineName, subjects: number, relations: number): Promise<Result> {
  const loaded = await loadEngine(name);
  const label = engineLabel(loaded);
  const { batch, model } = instance(subjects, relations);
  const peak = () => Math.round(process.resourceUsage().maxRSS / 1024);
  let compiled;
  try {
    compiled = loaded.open(model).compile(batch);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { label, milliseconds: null, mebibytes: peak(), outcome: null, refused: error.rule };
  }
  const [theta1, theta2] = [theta(2 * PAIRS + 1), theta(2 * PAIRS + 2)];
  const step = () => [compiled.gradient('relation', theta1), compiled.gradient('answer', theta2)];
  const outcome = step().flatMap(({ loss, gradient }) => [loss, ...gradient]); // also warms up and compiles the batch
  // The median time of as many steps as fit into two seconds: at least one, at most 200.
  const times: number[] = [];
  for (const started = performance.now(); times.length === 0 || (times.length < 200 && performance.now() - started < 2000);) {
    const from = performance.now();
    step();
    times.push(performance.now() - from);
  }
  const milliseconds = times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)];
  return { label, milliseconds, mebibytes: peak(), outcome, refused: null };
}

function inProcess(name: EngineName, subjects: number, relations: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [name, String(subjects), String(relations)]);
    child.on('message', (result: Result) => resolve(result));
    child.on('exit', (code) => reject(new Error(`the bench of ${name} ended with ${code}`)));
  });
}

async function compare(): Promise<void> {
  process.stdout.write(`one training step, both rows: k = ${PAIRS}, n = ${PROMPTS}\n`);
  for (const [subjects, relations] of SIZES) {
    process.stdout.write(`S = ${subjects}, R = ${relations}, N = ${subjects * relations}\n`);
    const results: Result[] = [];
    for (const name of ENGINE_NAMES) results.push(await inProcess(name, subjects, relations));
    const [sparse] = results;
    const base = results.find(({ label, outcome }) => label === 'reference' && outcome !== null) ?? sparse;
    for (const { label, milliseconds, mebibytes, outcome, refused } of results) {
      const deviation =
        outcome === null || base.outcome === null ? [] : outcome.map((value, i) => Math.abs(value - (base.outcome?.[i] ?? 0)));
      process.stdout.write(
        milliseconds === null
          ? `  ${label.padEnd(16)} refused: ${refused}\n`
          : `  ${label.padEnd(16)} ${milliseconds.toFixed(3).padStart(11)} ms ${String(mebibytes).padStart(6)} MiB  off the ${base.label} by ${Math.max(...deviation).toExponential(1)}, ${(milliseconds / (sparse.milliseconds ?? 1)).toFixed(0)} × sparse\n`,
      );
    }
  }
}

const [name, subjects, relations] = process.argv.slice(2);
if (name === undefined) await compare();
else
  process.send?.(await run(ENGINE_NAMES.find((known) => known === name) ?? 'sparse', Number(subjects), Number(relations)), () =>
    process.exit(0),
  );

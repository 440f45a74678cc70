import { SparseEngine } from '../src/engine/sparse/sparse-engine.js';
import { buildTransformer } from '../src/model/transformer.js';
import { RandomStream } from '../src/random/random-stream.js';
import { drawPrompts } from '../src/task/draw-prompts.js';
import type { KnowledgeBase } from '../src/task/knowledge-base.js';
import { LatinFormula } from '../src/task/tables/latin-formula.js';
import { drawLatinTable } from '../src/task/tables/latin.js';
import { fineTune, initialTheta } from '../src/training/fine-tuning.js';

// Milliseconds for one gradient step of both rows at R = 32, k = 4, n = 256, over S. They should not depend on S. `npx tsx bench/gradient-step.ts`

const RELATIONS = 32;
const PAIRS = 4;
const PROMPTS = 256;
const STEPS = 200;
const REPEATS = 5;

/** Milliseconds to compile a batch on one table, and the median milliseconds of a step over repeats. */
function time(table: KnowledgeBase): { compile: number; step: number } {
  const engine = new SparseEngine(buildTransformer(table));
  const prompts = drawPrompts(table, PAIRS, PROMPTS, RandomStream.of(1, 'bench'));
  const theta = initialTheta(PAIRS);
  const started = performance.now();
  const batch = engine.compile(prompts);
  batch.gradient('relation', theta.relation);
  batch.gradient('answer', theta.answer);
  const compile = performance.now() - started;
  const steps = Array.from({ length: REPEATS }, () => {
    const from = performance.now();
    fineTune(batch, theta, { steps: STEPS });
    return (performance.now() - from) / STEPS;
  }).toSorted((one, other) => one - other);
  return { compile, step: steps[Math.floor(REPEATS / 2)] };
}

function row(name: string, table: KnowledgeBase): void {
  const { compile, step } = time(table);
  const memory = Math.round(process.memoryUsage().rss / 2 ** 20);
  process.stdout.write(
    `${name.padEnd(28)} ${String(table.facts).padStart(11)} ${step.toFixed(3).padStart(12)} ${compile.toFixed(1).padStart(12)} ${String(memory).padStart(9)}\n`,
  );
}

process.stdout.write(
  `one gradient step, both rows: R = ${RELATIONS}, k = ${PAIRS}, n = ${PROMPTS}, ${STEPS} steps, median of ${REPEATS}\n`,
);
process.stdout.write(
  `${'table'.padEnd(28)} ${'N'.padStart(11)} ${'ms per step'.padStart(12)} ${'compile ms'.padStart(12)} ${'RSS MiB'.padStart(9)}\n`,
);
time(new LatinFormula(64, RELATIONS)); // warms the compiler up
row('S = 1,024, stored, cyclic', drawLatinTable('cyclic', 1024, RELATIONS, RandomStream.of(1, 'table')));
for (const subjects of [100, 1000, 10_000, 100_000, 1_000_000])
  row(`S = ${subjects.toLocaleString('en')}, formula`, new LatinFormula(subjects, RELATIONS));

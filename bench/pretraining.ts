import { WIDTH_OF_G1 } from '../spec/claims/g1-pretrained-memory.js';
import { PRETRAINED_MEMORY } from '../properties/claims/g1-pretrained-memory.js';
import { pretrainedMemory } from '../properties/systems/system.js';
import { TrainingCase } from '../properties/cases/training-case.js';
import { MlpEngine } from '../src/engine/mlp/mlp-engine.js';
import { MLP_ACTIVATIONS } from '../src/model/mlp-memory.js';
import { RandomStream } from '../src/random/random-stream.js';
import { drawLatinTable } from '../src/task/tables/latin.js';
import { drawBijectiveTable } from '../src/task/tables/random-tables.js';
import { fineTune, initialTheta } from '../src/training/fine-tuning.js';
import { openPretrainer } from '../src/training/pretraining.js';

// G1 beyond its domain, for both activations: a run in the domain, a run at S, R = 64, 8 with a memory of m = 1,024, and runs on random bijections,
// whose pairs may be ambiguous. Prints the seconds of pretraining and fine-tuning, the recall, and the measures that G1 judges.
// `npx tsx bench/pretraining.ts`; `npx tsx bench/pretraining.ts 1` runs the first size only.

const SIZES = [
  { subjects: 16, relations: 4, pairs: 3, width: WIDTH_OF_G1, tables: 'matchings' },
  { subjects: 64, relations: 8, pairs: 3, width: 1024, tables: 'matchings' },
  { subjects: 32, relations: 4, pairs: 4, width: 512, tables: 'bijections' },
  { subjects: 64, relations: 8, pairs: 3, width: 1024, tables: 'bijections' },
] as const;

const { backend, pretrain } = await openPretrainer();
for (const { subjects, relations, pairs, width, tables } of SIZES.slice(0, Number(process.argv[2] ?? SIZES.length))) {
  const random = RandomStream.of(1, 'bench', 'table');
  const table =
    tables === 'bijections' ? drawBijectiveTable(subjects, relations, random) : drawLatinTable(tables, subjects, relations, random);
  const value = new TrainingCase({ tableSpec: null, table, pairs, count: 64, heldOut: false, seed: 1 });
  for (const activation of MLP_ACTIVATIONS) {
    const started = performance.now();
    const { memory, losses, recall } = pretrain(table, { width, activation, seed: 1 });
    const learned = performance.now();
    const engine = new MlpEngine(table, memory);
    const run = fineTune(engine.compile(value.prompts), initialTheta(value.pairs));
    const { quantities, margin } = PRETRAINED_MEMORY.conclude(PRETRAINED_MEMORY.claim, value, {
      system: pretrainedMemory(pretrain, width),
      engine,
      run,
    });
    const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1);
    process.stdout.write(
      `${tables}, S, R, k = ${subjects}, ${relations}, ${pairs}, m = ${width}, ${activation} on ${backend}: recall ${recall.toFixed(3)} after ${losses.length - 1} steps, ${seconds(started, learned)} s; ` +
        `fine-tuning ${seconds(learned, performance.now())} s; ${quantities.map(({ name, value: measured }) => `${name} ${measured.toFixed(3)}`).join(', ')}: G1 ${margin >= 0 ? 'kept' : 'broken'}\n`,
    );
  }
}

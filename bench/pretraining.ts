import { WIDTH_OF_G1 } from '../spec/claims/g1-pretrained-memory.js';
import { pretrainedPattern } from '../properties/claims/g1-pretrained-memory.js';
import { pretrainedMemory } from '../properties/systems/system.js';
import { TrainingCase } from '../properties/cases/training-case.js';
import { MlpEngine } from '../src/engine/mlp/mlp-engine.js';
import { MLP_ACTIVATIONS } from '../src/model/mlp-memory.js';
import { RandomStream } from '../src/random/random-stream.js';
import { drawLatinTable } from '../src/task/tables/latin.js';
import { fineTune, initialTheta } from '../src/training/fine-tuning.js';
import { openPretrainer } from '../src/training/pretraining.js';

// G1 beyond its domain: one run at S, R = 64, 8 with a memory of m = 1,024, both activations, beside one in the domain. Seconds of the
// pretraining and of the fine-tuning, the recall reached, and the measures that G1 judges.

const SIZES = [
  { subjects: 16, relations: 4, width: WIDTH_OF_G1 },
  { subjects: 64, relations: 8, width: 1024 },
] as const;

const { backend, pretrain } = await openPretrainer();
for (const { subjects, relations, width } of SIZES) {
  const table = drawLatinTable('matchings', subjects, relations, RandomStream.of(1, 'bench', 'table'));
  const value = new TrainingCase({ tableSpec: null, table, pairs: 3, count: 64, heldOut: false, seed: 1 });
  for (const activation of MLP_ACTIVATIONS) {
    const started = performance.now();
    const { memory, losses, recall } = pretrain(table, { width, activation, seed: 1 });
    const learned = performance.now();
    const engine = new MlpEngine(table, memory);
    const run = fineTune(engine.compile(value.prompts), initialTheta(value.pairs));
    const { quantities, margin } = pretrainedPattern(() => []).conclude(value, {
      system: pretrainedMemory(pretrain, width),
      engine,
      run,
    });
    const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1);
    process.stdout.write(
      `S, R = ${subjects}, ${relations}, m = ${width}, ${activation} on ${backend}: recall ${recall.toFixed(3)} after ${losses.length - 1} steps, ${seconds(started, learned)} s; ` +
        `fine-tuning ${seconds(learned, performance.now())} s; ${quantities.map(({ name, value: measured }) => `${name} ${measured.toFixed(3)}`).join(', ')}: G1 ${margin >= 0 ? 'kept' : 'broken'}\n`,
    );
  }
}

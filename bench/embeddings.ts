import { recallGaps } from '../properties/experiments/recall.js';
import { predictedDimension } from '../src/analysis/embedding-dimension.js';
import { EmbeddedEngine } from '../src/engine/embedded/embedded-engine.js';
import { drawEmbeddings } from '../src/model/embeddings.js';
import { buildTransformer } from '../src/model/transformer.js';
import { vocabularySize } from '../src/model/vocabulary.js';
import { RandomStream } from '../src/random/random-stream.js';
import { drawLatinTable } from '../src/task/tables/latin.js';

// The least number of dimensions d at which random unit embeddings recall every stored triplet at ½ + ½, in both directions, for most of the
// seeds. All triplets are read up to N = 10⁴, and 2,000 sampled ones beyond. Beside it stands the dimension at which the interference of the 2N
// units is predicted to spoil ln 2 readings: a Poisson number of readings with this mean is 0 in half of the cases. Tables are cyclic with R = S/4.
// `npx tsx bench/embeddings.ts 9 2 2,3,4`: nine seeds, the first two sizes, the powers 2, 3 and 4.

const SEEDS = Number(process.argv[2] ?? 9);
const SIZES = [20, 64, 200, 632].slice(0, Number(process.argv[3] ?? 4)); // S; N = S²/4 ≈ 10², 10³, 10⁴, 10⁵
const POWERS = (process.argv[4] ?? '2,3,4').split(',').map(Number);
const SAMPLED = 2000;
const RESOLUTION = 1.03;

function recallsAll(subjects: number, relations: number, dimension: number, power: number, seed: number): boolean {
  const table = drawLatinTable('cyclic', subjects, relations, RandomStream.of(seed, 'table', subjects));
  const size = vocabularySize(table);
  const embeddings = drawEmbeddings(size, dimension, RandomStream.of(seed, 'embeddings', subjects, dimension));
  const engine = new EmbeddedEngine(buildTransformer(table, { power }), embeddings);
  const random = RandomStream.of(seed, 'triplets', subjects);
  const all = tripletsOf(table.facts) === table.facts;
  for (let i = 0; i < tripletsOf(table.facts); i++) {
    const cell = all ? i : random.integer(table.facts);
    const [s, r] = [Math.floor(cell / relations), cell % relations];
    const gaps = recallGaps(engine, [s, r, table.answerOf(s, r)]);
    if (Math.min(gaps.answer, gaps.relation) <= 0) return false;
  }
  return true;
}

function tripletsOf(facts: number): number {
  return facts <= 10_500 ? facts : SAMPLED;
}

/** True if most seeds recall everything at d. It stops as soon as that is certain. */
function mostRecall(subjects: number, relations: number, dimension: number, power: number): boolean {
  const half = Math.floor(SEEDS / 2);
  let recalled = 0;
  for (let seed = 1; seed <= SEEDS && recalled <= half && seed - 1 - recalled <= half; seed++) {
    if (recallsAll(subjects, relations, dimension, power, seed)) recalled++;
  }
  return recalled > half;
}

/** The least d at which most seeds recall everything, to a few percent, by bisection from a guess. */
function smallest(subjects: number, relations: number, power: number, guess: number): number {
  const holds = (dimension: number) => mostRecall(subjects, relations, dimension, power);
  let [low, high] = [Math.round(guess / 1.2), Math.round(guess * 1.1)];
  while (holds(low)) [low, high] = [Math.round(low / 1.2), low];
  while (!holds(high)) [low, high] = [high, Math.round(high * 1.2)];
  while (high / low > RESOLUTION && high - low > 1) {
    const middle = Math.round(Math.sqrt(low * high));
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

process.stdout.write('power      N     S     R      V  smallest d  predicted  measured / predicted  d / V  seconds\n');
for (const power of POWERS) {
  for (const subjects of SIZES) {
    const started = performance.now();
    const relations = subjects / 4;
    const size = 2 * subjects + relations;
    const facts = subjects * relations;
    const predicted = predictedDimension({ subjects, relations, power, triplets: tripletsOf(facts) }, Math.LN2);
    const found = smallest(subjects, relations, power, predicted);
    const cells = [power, facts, subjects, relations, size, found, predicted].map((cell, i) =>
      String(cell).padStart([5, 6, 5, 5, 6, 11, 10][i]),
    );
    process.stdout.write(
      `${cells.join(' ')}  ${(found / predicted).toFixed(2).padStart(20)}  ${(found / size).toFixed(2).padStart(5)}  ${((performance.now() - started) / 1000).toFixed(0).padStart(7)}\n`,
    );
  }
}

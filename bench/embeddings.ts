import { EmbeddedEngine } from '../src/engine/embedded/embedded-engine.js';
import { drawEmbeddings } from '../src/model/embeddings.js';
import { marginOf } from '../src/model/decoding.js';
import { buildTransformer } from '../src/model/transformer.js';
import { answerToken, relationToken, subjectToken, vocabularySize } from '../src/model/vocabulary.js';
import { RandomStream } from '../src/random/random-stream.js';
import { drawLatinTable } from '../src/task/latin.js';

// The smallest number of dimensions at which every stored triplet is recalled at ½ + ½, in both directions, with random unit embeddings:
// all triplets up to N = 10⁴, 2,000 sampled ones beyond; the median over seeds. Tables are cyclic with R = S/4.

const SEEDS = Number(process.argv[2] ?? 9);
const SIZES = [20, 64, 200, 632].slice(0, Number(process.argv[3] ?? 4)); // S; N = S²/4 ≈ 10², 10³, 10⁴, 10⁵
const POWERS = (process.argv[4] ?? '2,3').split(',').map(Number);
const SAMPLED = 2000;

/**
 * What the interference of the 2N units lets one expect, at power p. Read at ½ u_s + ½ u_r, a unit without a token of the mixture sees a
 * normal h of variance 1/d, so it fires E max(h, 0)^p = ½ m_p d^{−p/2} with m_2 = 1, m_3 = 2 √(2/π). S units write each relation, which
 * must stay below the true answer's 1: S m_p d^{−p/2} / 2 < 1 − 2^{−p}. And every answer's unit with r fires 2^{−p}, S of them, whose
 * embeddings add up to noise of deviation 2^{−p} √(S/d) in each logit, √2 times that in the difference of two; the largest of V differences
 * for each triplet is √(2 ln(V · triplets)) deviations, and must stay below 1 − 2^{1−p}.
 */
function predicted(subjects: number, size: number, triplets: number, power: number): number {
  const moment = power === 2 ? 1 : 2 * Math.sqrt(2 / Math.PI);
  const background = ((subjects * moment) / (2 * (1 - 2 ** -power))) ** (2 / power);
  const crosstalk = (4 * subjects * Math.log(size * triplets) * 4 ** -power) / (1 - 2 ** (1 - power)) ** 2;
  return Math.ceil(Math.max(background, crosstalk));
}

function holds(subjects: number, relations: number, dimension: number, power: number, seed: number): boolean {
  const table = drawLatinTable('cyclic', subjects, relations, RandomStream.of(seed, 'table', subjects));
  const size = vocabularySize(table);
  const embeddings = drawEmbeddings(size, dimension, RandomStream.of(seed, 'embeddings', subjects, dimension));
  const engine = new EmbeddedEngine(buildTransformer(table, { power }), embeddings);
  const random = RandomStream.of(seed, 'triplets', subjects);
  const all = table.facts <= 10_500;
  const count = all ? table.facts : SAMPLED;
  for (let i = 0; i < count; i++) {
    const cell = all ? i : random.integer(table.facts);
    const [s, r] = [Math.floor(cell / relations), cell % relations];
    const [subject, relation, answer] = [subjectToken(s), relationToken(table, r), answerToken(table, table.answerOf(s, r))];
    for (const [seen, target] of [
      [relation, answer],
      [answer, relation],
    ]) {
      const logits = engine.read({ tokens: Int32Array.of(subject, seen), weights: Float64Array.of(0.5, 0.5) });
      if (marginOf(logits, target) <= 0) return false;
    }
  }
  return true;
}

/** The least d, to about 5 %, by doubling and bisection; one seed draws new embeddings at every d. */
function least(subjects: number, relations: number, power: number, seed: number): number {
  let high = 8;
  while (!holds(subjects, relations, high, power, seed)) high *= 2;
  let low = high / 2;
  while (high / low > 1.05 && high - low > 1) {
    const middle = Math.round(Math.sqrt(low * high));
    if (holds(subjects, relations, middle, power, seed)) high = middle;
    else low = middle;
  }
  return high;
}

process.stdout.write('power      N     S     R      V  smallest d (median, least … most)  predicted  d / V\n');
for (const power of POWERS) {
  for (const subjects of SIZES) {
    const relations = subjects / 4;
    const size = 2 * subjects + relations;
    const found = Array.from({ length: SEEDS }, (_, seed) => least(subjects, relations, power, seed + 1)).toSorted(
      (one, other) => one - other,
    );
    const median = found[Math.floor(SEEDS / 2)];
    const facts = subjects * relations;
    const triplets = Math.min(facts, facts <= 10_500 ? facts : SAMPLED);
    process.stdout.write(
      `${String(power).padStart(5)} ${String(facts).padStart(6)} ${String(subjects).padStart(5)} ${String(relations).padStart(5)} ${String(size).padStart(6)}  ${String(median).padStart(8)} (${found[0]} … ${found[SEEDS - 1]})  ${String(predicted(subjects, size, triplets, power)).padStart(9)}  ${(median / size).toFixed(2)}\n`,
    );
  }
}

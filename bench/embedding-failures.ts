import { DOMAIN_D } from '../spec/domains/training-domains.js';
import { G3A, POWERS_OF_G3 } from '../spec/claims/g3-near-orthogonal.js';
import { RANDOM_RECALL_BELOW_V, recallOnLatinTables } from '../properties/claims/g3-near-orthogonal.js';
import { claimExperiment } from '../properties/experiments/claim-experiment.js';
import { recallGaps } from '../properties/experiments/recall.js';
import { expectedFailures } from '../src/analysis/embedding-dimension.js';
import { EmbeddedEngine } from '../src/engine/embedded/embedded-engine.js';
import { SparseEngine } from '../src/engine/sparse/sparse-engine.js';
import { drawEmbeddings } from '../src/model/embeddings.js';
import { buildTransformer } from '../src/model/transformer.js';
import { vocabularySize } from '../src/model/vocabulary.js';
import { RandomStream } from '../src/random/random-stream.js';
import { factsOf } from '../src/task/knowledge-base.js';
import { drawLatinTable } from '../src/task/tables/latin.js';
import { decide } from '../src/verify/decide/decide.js';
import { SUITE_ALPHA } from '../src/verify/decide/plan.js';

// Recall with random unit embeddings. Prints how often it fails in d = V − 1 dimensions at p = 2, 3, 4 over tables of D's sizes, and the predicted
// number of failing readings over the measured mean for seven kinds of tables. `npx tsx bench/embedding-failures.ts 300 100`

const [cases, draws] = [Number(process.argv[2] ?? 300), Number(process.argv[3] ?? 100)];

const recall = recallOnLatinTables(DOMAIN_D, POWERS_OF_G3, ({ belowV }) => belowV);
const experiment = claimExperiment({
  origin: { kind: 'claims' },
  source: { open: (model) => new SparseEngine(model) },
  open: (source) => recall.open(source),
  claims: [{ claim: G3A, record: RANDOM_RECALL_BELOW_V }],
});
const plan = { cases, least: cases, hunted: 0, redraws: 0, alpha: SUITE_ALPHA, tolerance: G3A.tolerance.standard };
const [verdict] = decide(experiment, [{ test: experiment.tests[0], plan }], 1n);
if (!('estimate' in verdict) || verdict.estimate === null) throw new Error(`no estimate: ${verdict.stopped}`);
process.stdout.write(`d = V − 1: recall fails in\n`);
for (const { name, violations, cases: all } of verdict.estimate.strata)
  process.stdout.write(`  ${name}: ${violations} of ${all}\n`);

const KINDS = [
  [12, 4, 2, 80],
  [20, 5, 2, 120],
  [20, 10, 2, 150],
  [20, 5, 3, 45],
  [20, 5, 4, 26],
  [16, 8, 4, 30],
  [16, 2, 2, 60],
] as const; // S, R, p, d

process.stdout.write(`expected over measured failures, means of ${draws} draws\n`);
for (const [subjects, relations, power, dimension] of KINDS) {
  const failures = { answers: 0, relations: 0 };
  for (let draw = 0; draw < draws; draw++) {
    const table = drawLatinTable('cyclic', subjects, relations, RandomStream.of(1, 'table', draw));
    const embeddings = drawEmbeddings(vocabularySize(table), dimension, RandomStream.of(1, 'embeddings', draw));
    const engine = new EmbeddedEngine(buildTransformer(table, { power }), embeddings);
    for (const fact of factsOf(table)) {
      const gaps = recallGaps(engine, fact);
      if (gaps.answer <= 0) failures.answers += 1 / draws;
      if (gaps.relation <= 0) failures.relations += 1 / draws;
    }
  }
  const expected = expectedFailures({ subjects, relations, power }, dimension);
  process.stdout.write(
    `  S = ${subjects}, R = ${relations}, p = ${power}, d = ${dimension}: answers ${(expected.answers / failures.answers).toFixed(2)}, relations ${(expected.relations / failures.relations).toFixed(2)}\n`,
  );
}

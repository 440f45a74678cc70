import { parseArgs } from 'node:util';
import { SCALING_TABLES, type ScalingTables } from '../spec/domains/scaling-domain.js';
import { drawScalingTable } from '../properties/cases/scaling-table.js';
import { ACCURACY_PROMPTS, accuracyOf } from '../src/analysis/accuracy.js';
import { attentionPattern } from '../src/analysis/attention-pattern.js';
import { openFacts } from '../src/cli/run/open-facts.js';
import { SparseEngine } from '../src/engine/sparse/sparse-engine.js';
import { buildTransformer } from '../src/model/transformer.js';
import { RandomStream } from '../src/random/random-stream.js';
import { drawPrompts } from '../src/task/draw-prompts.js';
import type { KnowledgeBase } from '../src/task/knowledge-base.js';
import { drawLatinTable } from '../src/task/tables/latin.js';
import { drawBijectiveTable } from '../src/task/tables/random-tables.js';
import { fineTune, initialTheta } from '../src/training/fine-tuning.js';

// Many training runs at one size: losses, attention rows and accuracy over draws of the table and the prompts. Draw i is that of
// `ic-recall train --seed i`, if that command has such tables. `--tables countries` is the bundled CSV.
// `npx tsx bench/trained-runs.ts --tables elementary --subjects 16 --relations 2 --k 2 --n 5 --draws 100`

/** The largest S whose tables are stored, as in `ic-recall train`. Larger tables are formulas. */
const MOST_STORED = 4096;

const { values } = parseArgs({
  options: {
    tables: { type: 'string', default: 'cyclic' },
    subjects: { type: 'string', default: '32' },
    relations: { type: 'string', default: '8' },
    k: { type: 'string', default: '2' },
    n: { type: 'string', default: '64' },
    power: { type: 'string', default: '2' },
    eta: { type: 'string', default: '0.3' },
    steps: { type: 'string', default: '200' },
    draws: { type: 'string', default: '20' },
  },
});
const [subjects, relations, pairs, count, power, learningRate, steps, draws] = (
  ['subjects', 'relations', 'k', 'n', 'power', 'eta', 'steps', 'draws'] as const
).map((name) => Number(values[name]));
const countries = values.tables === 'countries' ? (await openFacts('countries')).knowledge : null;

function tablesCalled(name: string): ScalingTables {
  const tables = SCALING_TABLES.find((known) => known === name);
  if (tables === undefined) throw new RangeError(`no tables are called "${name}"; give ${SCALING_TABLES.join(', ')} or countries`);
  return tables;
}

function drawTable(tables: ScalingTables, random: RandomStream): KnowledgeBase {
  if (subjects > MOST_STORED) return drawScalingTable(tables, { subjectBits: Math.log2(subjects), relations }, random);
  return tables === 'bijections'
    ? drawBijectiveTable(subjects, relations, random)
    : drawLatinTable(tables, subjects, relations, random);
}

const mean = (list: readonly number[]) => list.reduce((sum, each) => sum + each, 0) / list.length;

const measured = new Map<string, number[]>();
let rising = 0;
for (let seed = 1n; seed <= draws; seed++) {
  const table = countries ?? drawTable(tablesCalled(values.tables), RandomStream.of(seed, 'train', 'table'));
  const engine = new SparseEngine(buildTransformer(table, { power }));
  const prompts = drawPrompts(table, pairs, count, RandomStream.of(seed, 'train', 'prompts'));
  const run = fineTune(engine.compile(prompts), initialTheta(pairs), { learningRate, steps });
  const { relation, answer } = run.losses;
  const rises = [relation, answer].some((losses) => losses.some((loss, i) => i > 0 && loss > losses[i - 1] + 1e-9));
  if (rises) rising++;
  const learned = relation.findIndex((loss, i) => loss < 0.01 && answer[i] < 0.01);
  const rows = attentionPattern(run.snapshots[run.snapshots.length - 1].attention);
  const found = {
    accuracy: accuracyOf(engine, run.theta, drawPrompts(table, pairs, ACCURACY_PROMPTS, RandomStream.of(seed, 'train', 'fresh')))
      .rate,
    'query share': rows.relation.queryShare,
    'relation mass': rows.relation.mass,
    'relation balance': rows.relation.balance,
    'top share': rows.relation.topShare,
    'answer mass': rows.answer.mass,
    'answer balance': rows.answer.balance,
    'highest answer loss': answer.reduce((most, loss) => Math.max(most, loss), 0),
    'last answer loss': answer[answer.length - 1],
    'steps to both losses < 0.01': learned === -1 ? Infinity : learned,
  };
  for (const [name, value] of Object.entries(found)) measured.set(name, [...(measured.get(name) ?? []), value]);
}

const accuracies = measured.get('accuracy') ?? [];
process.stdout.write(
  `${draws} draws: a loss rose in ${rising}; accuracy < 0.99 in ${accuracies.filter((rate) => rate < 0.99).length}, 0 in ${accuracies.filter((rate) => rate === 0).length}, mean ${mean(accuracies).toFixed(3)}\n`,
);
for (const [name, found] of measured) {
  const sorted = found.toSorted((one, other) => one - other);
  const [least, median, greatest] = [0, Math.floor((draws - 1) / 2), draws - 1].map((at) => Number(sorted[at].toPrecision(3)));
  process.stdout.write(`  ${name}: ${least} … ${median} … ${greatest}\n`);
}

import { describe, expect, it } from 'vitest';
import { FULL_ATTENTION, TWO_PROMPTS } from '../../properties/claims/g2-full-attention.js';
import { PRETRAINED_MEMORY } from '../../properties/claims/g1-pretrained-memory.js';
import {
  PATTERN_FROM_PREDICTED_D,
  RANDOM_PATTERN_BELOW_V,
  RANDOM_RECALL_BELOW_V,
  RECALL_FROM_PREDICTED_D,
} from '../../properties/claims/g3-near-orthogonal.js';
import { experimentsOnRandomTables } from '../../properties/catalogue/random-tables.js';
import { leastGaps } from '../../properties/experiments/recall.js';
import { TrainingCase } from '../../properties/cases/training-case.js';
import { latinTrainingCases } from '../../properties/cases/training-kinds.js';
import { buildRecall, RecallCase } from '../../properties/cases/recall-case.js';
import { frozenRow } from '../../properties/systems/broken/broken-trainers.js';
import { BELOW_V, PREDICTED_D, randomEmbeddings } from '../../properties/systems/random-embeddings.js';
import { pretrainedMemory, referenceSystem, type System } from '../../properties/systems/system.js';
import { FAILURES_OF_G3 } from '../../spec/claims/g3-near-orthogonal.js';
import { DOMAIN_G2B } from '../../spec/domains/training-domains.js';
import { limitsOf } from '../../spec/domains/training-domain.js';
import { predictedDimension } from '../../src/analysis/embedding-dimension.js';
import { EmbeddedEngine } from '../../src/engine/embedded/embedded-engine.js';
import { buildTransformer } from '../../src/model/transformer.js';
import { vocabularySize } from '../../src/model/vocabulary.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { drawLatinTable, plainLatinTable } from '../../src/task/tables/latin.js';
import { trainFullAttention } from '../../src/training/full-attention.js';
import { openPretrainer } from '../../src/training/pretraining.js';
import { isViolation, type Conclusion } from '../../src/verify/conclusion.js';
import type { Experiment } from '../../src/verify/experiment.js';
import { drawCases } from '../kit/experiment-laws.js';
import { claimOn } from '../kit/claim-on.js';
import { openSparse } from '../kit/open-sparse.js';
import { SEED } from '../kit/seed.js';

// Which wrong implementations would G1, G2 and G3 catch? They are planted here, and must be caught.

const { pretrain } = await openPretrainer();
const reference = referenceSystem(openSparse);

function trainingCase(subjects: number, relations: number, count: number, heldOut: boolean): TrainingCase {
  const tableSpec = { family: 'cyclic', subjects, relations, plain: false } as const;
  return new TrainingCase({
    tableSpec,
    table: plainLatinTable('cyclic', subjects, relations),
    pairs: 3,
    count,
    heldOut,
    seed: SEED,
  });
}

function concludeOf<Case, Observation>(experiment: Experiment<Case, Observation>, value: Case): Conclusion {
  return experiment.tests[0].conclude(value, experiment.observe(value));
}

function failsBy(conclusion: Conclusion, quantity: string): void {
  expect([isViolation(conclusion), conclusion.quantity]).toEqual([true, quantity]);
}

describe('G1, pretrained-memory', () => {
  const value = trainingCase(12, 3, 32, false);
  const concludeWith = (system: System) => concludeOf(claimOn(PRETRAINED_MEMORY, system), value);

  it('holds of a pretrained memory', () => {
    expect(isViolation(concludeWith(pretrainedMemory(pretrain, 256)))).toBe(false);
  });

  it('catches a memory that was not pretrained: its random logits teach attention nothing', () => {
    const untrained = pretrainedMemory((knowledge, config) => pretrain(knowledge, { ...config, steps: 0 }), 256);
    const { quantities, margin } = concludeWith(untrained);
    expect(margin).toBeLessThan(0);
    expect(quantities.find(({ name }) => name === 'accuracy')?.margin).toBeLessThan(-0.5);
  });

  it('catches a memory that was pretrained on another table', () => {
    const otherTable = pretrainedMemory((_, config) => pretrain(plainLatinTable('cyclic', 12, 3), config), 256);
    const shuffled = new TrainingCase({ ...value.spec, table: drawLatinTable('cyclic', 12, 3, RandomStream.of(SEED, 'another')) });
    expect(isViolation(concludeOf(claimOn(PRETRAINED_MEMORY, otherTable), shuffled))).toBe(true);
  });

  it.each([
    ['relation', 'query share'],
    ['answer', 'answer mass'],
  ] as const)('catches a frozen %s row', (frozen, quantity) => {
    const system = frozenRow(pretrainedMemory(pretrain, 256), frozen);
    const { quantities, margin } = concludeWith(system);
    expect(margin).toBeLessThan(0);
    expect(quantities.find(({ name }) => name === quantity)?.margin).toBeLessThan(0);
  });
});

describe('G2, full attention', () => {
  const two = trainingCase(32, 4, 2, false);
  const many = trainingCase(20, 4, 32, true);

  it('holds of the reference, on two prompts and on half of the facts', () => {
    expect(isViolation(concludeOf(claimOn(TWO_PROMPTS, reference), two))).toBe(false);
    expect(isViolation(concludeOf(claimOn(FULL_ATTENTION, reference), many))).toBe(false);
  });

  it.each([
    ['token whatever reads it', ['position–token'] as const],
    ['token by the token that reads it', ['token–token'] as const],
  ])('catches attention that scores a %s, and nothing else', (_, blocks) => {
    const conclusion = concludeOf(claimOn(FULL_ATTENTION, { ...reference, blocks }), many);
    expect(conclusion.quantities.find(({ name }) => name === 'accuracy')?.margin).toBeLessThan(-0.4);
  });

  it('catches a memory that binds nothing', () => {
    const linear: System = { ...reference, transformer: { power: 1, bias: 0 } };
    failsBy(concludeOf(claimOn(TWO_PROMPTS, linear), two), 'accuracy');
  });

  it('G2b judges the pattern too: an untrained answer row fails by its mass', () => {
    const {
      observe,
      tests: [test],
    } = claimOn(FULL_ATTENTION, reference);
    const { system, engine, rows } = observe(many);
    const untrained = trainFullAttention(engine, many.prompts, { steps: 0 }).rows;
    const conclusion = test.conclude(many, { system, engine, rows: { ...rows, answer: untrained.answer } });
    expect(conclusion.quantities.map(({ name }) => name)).toEqual([
      'query share',
      'relation balance',
      'answer mass',
      'answer balance',
      'accuracy',
    ]);
    expect(conclusion.quantities[2].margin).toBeLessThan(-0.3);
    expect(
      test.conclude(many, { system, engine, rows: { ...rows, relation: untrained.relation } }).quantities[0].margin,
    ).toBeLessThan(-0.3);
  });

  it('fine-tunes on one half of the facts and asks about the other', () => {
    const kind = latinTrainingCases(DOMAIN_G2B);
    const random = RandomStream.of(SEED, 'halves');
    for (let drawn = 0; drawn < 30; drawn++) {
      const { prompts, fresh, table, pairs } = kind.draw((min, max) => min + random.integer(max - min + 1), random);
      const shown = ({ prompts: list }: typeof prompts) =>
        new Set(list.flatMap(({ context, query, relation }) => [...context.map(([s]) => s), query].map((s) => `${s} ${relation}`)));
      const seen = shown(prompts);
      for (const fact of shown(fresh)) expect(seen.has(fact)).toBe(false);
      expect(pairs).toBeLessThanOrEqual(Math.floor(table.subjects / 2) - 1);
    }
    expect(limitsOf(DOMAIN_G2B, 8)).toEqual({ relations: 4, pairs: 3 });
  });
});

describe('G3, near-orthogonal embeddings', () => {
  const cases = Array.from({ length: 12 }, (_, i) =>
    buildRecall({ family: 'cyclic', subjects: 12, relations: 4, plain: false }, 2, SEED + i),
  );
  const violations = (system: System) =>
    cases.filter((value) => isViolation(concludeOf(claimOn(RECALL_FROM_PREDICTED_D, system), value))).length;

  it('the predicted dimension is enough, and it catches a third of it and V − 1', () => {
    expect(violations(PREDICTED_D)).toBeLessThanOrEqual(1);
    const third = randomEmbeddings('third', ({ knowledge: { subjects, relations }, activation: { power } }) =>
      Math.floor(predictedDimension({ subjects, relations, power }, FAILURES_OF_G3) / 3),
    );
    expect(violations(third)).toBeGreaterThanOrEqual(6); // at a rate of 10 %, 6 or more of 12 fail in 1 run of 2,000
    expect(violations(BELOW_V)).toBe(12);
  });

  it('V − 1 is enough for high powers and large tables, as the claim’s reading says', () => {
    const value = buildRecall({ family: 'cyclic', subjects: 24, relations: 6, plain: false }, 4, SEED);
    expect(isViolation(concludeOf(claimOn(RANDOM_RECALL_BELOW_V, BELOW_V), value))).toBe(false);
    expect(
      isViolation(concludeOf(claimOn(RANDOM_RECALL_BELOW_V, BELOW_V), new RecallCase(value.tableSpec, value.table, 2, SEED))),
    ).toBe(true);
  });

  it('draws embeddings by the seed of the case, and encodes the seed', () => {
    const value = trainingCase(12, 3, 32, false);
    const experiment = claimOn(PATTERN_FROM_PREDICTED_D, PREDICTED_D);
    expect(experiment.codec.encode(value)).toMatchObject({ system: { id: 'random-embeddings-in-predicted-d', seed: SEED } });
    const other = new TrainingCase({ ...value.spec, seed: SEED + 1 });
    expect(experiment.observe(other).run.losses.relation[0]).not.toBe(experiment.observe(value).run.losses.relation[0]);
  });

  it('the pattern survives in the predicted dimension, where the memory recalls, but not in V − 1 dimensions', () => {
    const values = Array.from(
      { length: 6 },
      (_, i) => new TrainingCase({ ...trainingCase(12, 3, 32, false).spec, seed: SEED + i }),
    );
    const broken = (system: System, record: typeof RANDOM_PATTERN_BELOW_V) => {
      const experiment = claimOn(record, system);
      return values.filter((value) => isViolation(concludeOf(experiment, value))).length;
    };
    expect(broken(PREDICTED_D, PATTERN_FROM_PREDICTED_D)).toBe(0);
    expect(broken(BELOW_V, RANDOM_PATTERN_BELOW_V)).toBeGreaterThanOrEqual(3);
  });

  it('it is the randomness, not the dimension: a regular simplex in V − 1 dimensions recalls everything', () => {
    const table = plainLatinTable('cyclic', 16, 4);
    const size = vocabularySize(table);
    // The basis vectors less their mean, normalized: V vectors in the V − 1 dimensions orthogonal to (1, …, 1).
    const rows = Float64Array.from(
      { length: size * size },
      (_, i) => ((i % (size + 1) === 0 ? 1 : 0) - 1 / size) / Math.sqrt(1 - 1 / size),
    );
    const gaps = leastGaps(new EmbeddedEngine(buildTransformer(table), { dimension: size, rows }), table);
    expect(Math.min(gaps.answer, gaps.relation)).toBeGreaterThan(1);
  });
});

describe('the variants as verify runs them', () => {
  const widths: number[] = [];
  const spy: typeof pretrain = (knowledge, config) => {
    widths.push(config.width);
    return pretrain(knowledge, { ...config, steps: 0 });
  };
  const experiments = experimentsOnRandomTables({ open: openSparse, pretrain: spy });
  const experimentOf = (id: string) => {
    const found = experiments.find(({ tests }) => tests.some(({ claim }) => claim.id === id));
    if (found === undefined) throw new Error(`${id} is gone`);
    return found;
  };

  it('use the engine of the variant', () => {
    const engineOf = (id: string) => {
      const experiment = experimentOf(id);
      return (experiment.observe(drawCases(experiment, 1)[0]) as { engine: { name: string } }).engine.name;
    };
    expect(['G1', 'G2a', 'G2b', 'G3b', 'G3d', 'C2'].map(engineOf)).toEqual([
      'mlp',
      'sparse',
      'sparse',
      'embedded',
      'embedded',
      'sparse',
    ]);
    expect(widths).toEqual([256]);
  });

  it.each([
    ['G1', [8, 4, 4, 16], []],
    ['G1', [17, 4, 4, 16], ['sizes of G1']],
    ['G1', [16, 5, 4, 16], ['sizes of G1']],
    ['G1', [16, 4, 4, 15], ['samples of D']],
    ['G2a', [32, 2, 1, 2], []],
    ['G2a', [31, 2, 1, 2], ['sizes of G2a']],
    ['G2a', [32, 2, 1, 3], ['samples of G2a']],
    ['G2b', [8, 2, 3, 16], []],
    ['G2b', [8, 2, 4, 16], ['sizes of G2b']],
    ['C2', [8, 2, 4, 16], ['sizes of G2b']],
    ['G3b', [16, 8, 8, 64], []],
    ['G3b', [17, 8, 8, 64], ['sizes of G3']],
    ['G3d', [16, 8, 8, 65], ['samples of D']],
  ] as const)('%s is about its domain only: S, R, k, n = %j breaks %j', (id, [subjects, relations, pairs, count], names) => {
    const table = plainLatinTable('cyclic', subjects, relations);
    const value = new TrainingCase({ tableSpec: null, table, pairs, count, heldOut: false, seed: SEED });
    const test = experimentOf(id).tests.find(({ claim }) => claim.id === id);
    expect(test?.unmet(value).map(({ assumption }) => assumption)).toEqual(names);
  });
});

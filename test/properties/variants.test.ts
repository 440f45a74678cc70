import { describe, expect, it } from 'vitest';
import { fullAttention, fullAttentionExperiment, twoPrompts } from '../../properties/g2-full-attention.js';
import { pretrainedPattern } from '../../properties/g1-pretrained-memory.js';
import { BELOW_V, embeddedRecall, PREDICTED_D } from '../../properties/g3-near-orthogonal.js';
import { TrainingCase, latinTrainingCases } from '../../properties/cases/training-case.js';
import { RecallCase } from '../../properties/cases/recall-case.js';
import { pairwiseConvergence } from '../../properties/t3-pairwise-convergence.js';
import { frozenRow, pretrainedMemory, randomEmbeddings, referenceSystem, type System } from '../../properties/systems.js';
import { trainingExperiment } from '../../properties/training-experiment.js';
import { FAILURES_OF_G3, G3A, G3B, G3C, G3D } from '../../spec/claims/g3-near-orthogonal.js';
import { DOMAIN_D, DOMAIN_G2A, DOMAIN_G2B, DOMAIN_G3 } from '../../spec/domains.js';
import { limitsOf } from '../../spec/training-domain.js';
import { predictedDimension } from '../../src/analysis/embedding-dimension.js';
import { vocabularySize } from '../../src/model/vocabulary.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { drawLatinTable, plainLatinTable } from '../../src/task/latin.js';
import { openPretrainer } from '../../src/training/pretraining.js';
import { isViolation, type Conclusion } from '../../src/verify/conclusion.js';
import type { Experiment } from '../../src/verify/experiment.js';
import { openSparse } from '../kit/open-sparse.js';
import { SEED } from '../kit/seed.js';

// G1, G2 and G3: which wrong implementation would each catch? Each is planted here, and must be caught.

const { pretrain } = await openPretrainer();
const reference = referenceSystem(openSparse);

function trainingCase(subjects: number, relations: number, count: number, heldOut: boolean): TrainingCase {
  const recipe = { family: 'cyclic', subjects, relations, plain: false } as const;
  return new TrainingCase({ recipe, table: plainLatinTable('cyclic', subjects, relations), pairs: 3, count, heldOut, seed: SEED });
}

function concludeOf<Case, Observation>(experiment: Experiment<Case, Observation>, value: Case): Conclusion {
  return experiment.tests[0].conclude(value, experiment.observe(value));
}

function failsBy(conclusion: Conclusion, quantity: string): void {
  expect([isViolation(conclusion), conclusion.quantity]).toEqual([true, quantity]);
}

describe('G1, pretrained-memory', () => {
  const value = trainingCase(12, 3, 32, false);
  const concludeWith = (system: System) =>
    concludeOf(trainingExperiment('planted', latinTrainingCases(DOMAIN_D), [pretrainedPattern(() => [])], system, true), value);

  it('holds of a memory that was pretrained', () => {
    expect(isViolation(concludeWith(pretrainedMemory(pretrain, 256)))).toBe(false);
  });

  it('catches a memory that was not: its random logits teach attention nothing', () => {
    const untrained = pretrainedMemory((knowledge, config) => pretrain(knowledge, { ...config, steps: 0 }), 256);
    const { quantities, margin } = concludeWith(untrained);
    expect(margin).toBeLessThan(0);
    expect(quantities.find(({ name }) => name === 'accuracy')?.margin).toBeLessThan(-0.5);
  });

  it('catches a memory that was pretrained on another table', () => {
    const otherTable = pretrainedMemory((_, config) => pretrain(plainLatinTable('cyclic', 12, 3), config), 256);
    const shuffled = new TrainingCase({ ...value.parts, table: drawLatinTable('cyclic', 12, 3, RandomStream.of(SEED, 'another')) });
    expect(
      isViolation(
        concludeOf(
          trainingExperiment('planted', latinTrainingCases(DOMAIN_D), [pretrainedPattern(() => [])], otherTable, true),
          shuffled,
        ),
      ),
    ).toBe(true);
  });

  it.each([
    ['relation', 'query share'],
    ['answer', 'answer mass'],
  ] as const)('catches that the %s row is not trained', (frozen, quantity) => {
    const system = { ...pretrainedMemory(pretrain, 256), training: frozenRow(openSparse, frozen).training };
    const { quantities } = concludeWith(system);
    expect(quantities.find(({ name }) => name === quantity)?.margin).toBeLessThan(0);
  });
});

describe('G2, full attention', () => {
  const two = trainingCase(32, 4, 2, false);
  const many = trainingCase(20, 4, 32, true);

  it('holds of the reference, on two prompts and on half of the facts', () => {
    expect(
      isViolation(
        concludeOf(
          fullAttentionExperiment(
            'a',
            latinTrainingCases(DOMAIN_G2A),
            twoPrompts(() => []),
            reference,
          ),
          two,
        ),
      ),
    ).toBe(false);
    expect(
      isViolation(
        concludeOf(
          fullAttentionExperiment(
            'b',
            latinTrainingCases(DOMAIN_G2B),
            fullAttention(() => []),
            reference,
          ),
          many,
        ),
      ),
    ).toBe(false);
  });

  it.each([
    ['token whatever reads it', ['position–token'] as const],
    ['token by the token that reads it', ['token–token'] as const],
  ])('catches attention that scores a %s, and nothing else', (_, blocks) => {
    const kind = latinTrainingCases(DOMAIN_G2B);
    const conclusion = concludeOf(
      fullAttentionExperiment(
        'planted',
        kind,
        fullAttention(() => []),
        reference,
        blocks,
      ),
      many,
    );
    expect(conclusion.quantities.find(({ name }) => name === 'accuracy')?.margin).toBeLessThan(-0.4);
  });

  it('catches a memory that binds nothing', () => {
    const linear: System = { ...reference, transformer: { power: 1, bias: 0 } };
    const conclusion = concludeOf(
      fullAttentionExperiment(
        'planted',
        latinTrainingCases(DOMAIN_G2A),
        twoPrompts(() => []),
        linear,
      ),
      two,
    );
    failsBy(conclusion, 'accuracy');
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
  const cases = Array.from(
    { length: 12 },
    (_, i) => new RecallCase({ family: 'cyclic', subjects: 12, relations: 4, plain: false }, 2, SEED + i),
  );
  const violations = (system: System) =>
    cases.filter((value) => isViolation(concludeOf(embeddedRecall(G3C, DOMAIN_G3, system), value))).length;

  it('the predicted dimension is enough, and it catches a third of it and V − 1', () => {
    expect(violations(PREDICTED_D)).toBeLessThanOrEqual(1);
    const third = randomEmbeddings('third', ({ knowledge: { subjects, relations }, activation: { power } }) =>
      Math.floor(predictedDimension({ subjects, relations, power }, FAILURES_OF_G3) / 3),
    );
    expect(violations(third)).toBeGreaterThanOrEqual(6); // a rate of 10 % gives so many of 12 in 1 run of 2,000
    expect(violations(BELOW_V)).toBe(12);
  });

  it('V − 1 is enough for high powers and large tables, as the claim’s reading says', () => {
    const value = new RecallCase({ family: 'cyclic', subjects: 24, relations: 6, plain: false }, 4, SEED);
    expect(isViolation(concludeOf(embeddedRecall(G3A, DOMAIN_D, BELOW_V), value))).toBe(false);
    expect(isViolation(concludeOf(embeddedRecall(G3A, DOMAIN_D, BELOW_V), new RecallCase(value.recipe, 2, SEED)))).toBe(true);
  });

  it('draws embeddings by the seed of the case, and says it in the case by value', () => {
    const value = trainingCase(12, 3, 32, false);
    const experiment = trainingExperiment(
      'planted',
      latinTrainingCases(DOMAIN_G3),
      [pairwiseConvergence(() => [], G3D)],
      PREDICTED_D,
      false,
    );
    expect(experiment.encode(value)).toMatchObject({ system: { id: 'random-embeddings-in-predicted-d', seed: SEED } });
    const other = new TrainingCase({ ...value.parts, seed: SEED + 1 });
    expect(experiment.observe(other).run.losses.relation[0]).not.toBe(experiment.observe(value).run.losses.relation[0]);
  });

  it('the pattern survives where the memory recalls, and not in V − 1 dimensions', () => {
    const value = trainingCase(12, 3, 32, false);
    const kind = latinTrainingCases(DOMAIN_G3);
    const conclude = (system: System, claim: typeof G3B) =>
      concludeOf(trainingExperiment('planted', kind, [pairwiseConvergence(() => [], claim)], system, false), value);
    expect(isViolation(conclude(PREDICTED_D, G3D))).toBe(false);
    const far = randomEmbeddings('a third of V', ({ knowledge }) => Math.floor(vocabularySize(knowledge) / 3));
    expect(isViolation(conclude(far, G3B))).toBe(true);
  });
});

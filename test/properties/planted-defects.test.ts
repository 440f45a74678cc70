import { describe, expect, it } from 'vitest';
import { latinPairwiseCases, PairwiseCase } from '../../properties/cases/pairwise-case.js';
import { DOMAIN_D, TrainingCase, latinTrainingCases, limitsOfD } from '../../properties/cases/training-case.js';
import { logarithmicSamples, polylogAccuracy } from '../../properties/s1-polylog-accuracy.js';
import { pairwiseSufficient } from '../../properties/p1-pairwise-sufficient.js';
import { lossDescends } from '../../properties/t2-loss-descends.js';
import { pairwiseConvergence } from '../../properties/t3-pairwise-convergence.js';
import type { Trained } from '../../properties/training-experiment.js';
import { SparseEngine } from '../../src/engine/sparse/sparse-engine.js';
import { buildTransformer } from '../../src/model/transformer.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { plainLatinTable } from '../../src/task/latin.js';
import { fineTune, initialTheta, type FineTuningConfig, type TrainingRun } from '../../src/training/fine-tuning.js';
import { isViolation, type Conclusion } from '../../src/verify/conclusion.js';
import { referenceSystem } from '../../properties/systems.js';
import { openSparse } from '../kit/open-sparse.js';
import { SEED } from '../kit/seed.js';

// For each claim: which wrong implementation would it catch? Each is planted here, and must be caught.

function trainingCase(pairs = 3): TrainingCase {
  const recipe = { family: 'cyclic', subjects: 16, relations: 4, plain: false } as const;
  return new TrainingCase({ recipe, table: plainLatinTable('cyclic', 16, 4), pairs, count: 32, seed: SEED });
}

function train(value: TrainingCase, config: FineTuningConfig = {}): Trained {
  const engine = new SparseEngine(buildTransformer(value.table));
  return { engine, run: fineTune(engine.compile(value.prompts), initialTheta(value.pairs), config) };
}

const t2 = lossDescends(() => []);
const t3 = pairwiseConvergence(() => []);
const s1 = polylogAccuracy(() => []);

/** A run whose final attention is replaced. */
function withAttention({ engine, run }: Trained, relation: readonly number[], answer: readonly number[]): Trained {
  const snapshots = [{ step: run.steps, attention: { relation: Float64Array.from(relation), answer: Float64Array.from(answer) } }];
  return { engine, run: { ...run, snapshots } satisfies TrainingRun };
}

function failsBy(conclusion: Conclusion, quantity: string): void {
  expect([isViolation(conclusion), conclusion.quantity]).toEqual([true, quantity]);
}

describe('T2, loss-descends', () => {
  const value = trainingCase();
  const trained = train(value);

  it('holds of the reference', () => {
    expect(isViolation(t2.conclude(value, trained))).toBe(false);
  });

  it.each(['relation', 'answer'] as const)('catches a %s loss that rises once, by 10⁻¹⁰', (row) => {
    const losses = trained.run.losses[row].slice();
    losses[40] = losses[39] + 1e-10;
    const run = { ...trained.run, losses: { ...trained.run.losses, [row]: losses } };
    failsBy(t2.conclude(value, { ...trained, run }), `${row} row: largest rise`);
  });

  it('lets rounding pass', () => {
    const losses = trained.run.losses.answer.slice();
    losses[200] = losses[199] + 1e-14;
    const run = { ...trained.run, losses: { ...trained.run.losses, answer: losses } };
    expect(isViolation(t2.conclude(value, { ...trained, run }))).toBe(false);
  });

  it('catches ascent, a frozen row, and a rate so small that nothing is learned', () => {
    const engine = trained.engine;
    const batch = engine.compile(value.prompts);
    const ascending = {
      size: batch.size,
      gradient: (...[step, theta]: Parameters<typeof batch.gradient>) => {
        const { loss, gradient } = batch.gradient(step, theta);
        return { loss, gradient: gradient.map((slope) => -slope) };
      },
    };
    expect(isViolation(t2.conclude(value, { engine, run: fineTune(ascending, initialTheta(3)) }))).toBe(true);
    failsBy(t2.conclude(value, train(value, { frozen: 'relation' })), 'relation row: final / first loss');
    failsBy(t2.conclude(value, train(value, { frozen: 'answer' })), 'answer row: final / first loss');
    expect(isViolation(t2.conclude(value, train(value, { learningRate: 1e-6 })))).toBe(true);
  });

  it('catches a loss that is no number', () => {
    const losses = trained.run.losses.relation.slice(0, 10);
    losses[9] = Number.NaN;
    const run = { ...trained.run, losses: { ...trained.run.losses, relation: losses } };
    expect(() => t2.conclude(value, { ...trained, run })).toThrow(/NaN/);
  });
});

describe('T3, pairwise-convergence', () => {
  const value = trainingCase(2);
  const trained = train(value);
  const relation = [0.4, 0.4, 0.08, 0.08, 0.04];
  const answer = [0.02, 0.02, 0.02, 0.02, 0.46, 0.46];

  it('holds of the reference, and of a pattern drawn by hand', () => {
    expect(isViolation(t3.conclude(value, trained))).toBe(false);
    expect(isViolation(t3.conclude(value, withAttention(trained, relation, answer)))).toBe(false);
  });

  it('catches each row by itself: a query that is still read, unequal members, attention elsewhere', () => {
    failsBy(t3.conclude(value, withAttention(trained, [0.4, 0.4, 0.03, 0.03, 0.14], answer)), 'query share');
    failsBy(t3.conclude(value, withAttention(trained, [0.6, 0.2, 0.08, 0.08, 0.04], answer)), 'relation balance');
    failsBy(t3.conclude(value, withAttention(trained, relation, [0.06, 0.06, 0.06, 0.06, 0.38, 0.38])), 'answer mass');
    failsBy(t3.conclude(value, withAttention(trained, relation, [0.02, 0.02, 0.02, 0.02, 0.7, 0.22])), 'answer balance');
  });

  it('catches pairs shifted by one place: an answer with its neighbour’s subject', () => {
    failsBy(t3.conclude(value, withAttention(trained, [0.02, 0.48, 0.48, 0.01, 0.01], answer)), 'relation balance');
  });

  it('catches either frozen row', () => {
    failsBy(t3.conclude(value, train(value, { frozen: 'relation' })), 'query share');
    failsBy(t3.conclude(value, train(value, { frozen: 'answer' })), 'answer mass');
  });
});

describe('S1, polylog-accuracy', () => {
  it('trains on ⌈log₂ N⌉ prompts', () => {
    expect([16, 17, 1024, 1025].map((facts) => logarithmicSamples({ facts }))).toEqual([4, 5, 10, 11]);
  });

  it('catches a model that was not trained, and one whose relation row was not', () => {
    const value = trainingCase();
    expect(isViolation(s1.conclude(value, train(value)))).toBe(false);
    failsBy(s1.conclude(value, train(value, { steps: 0 })), 'accuracy');
    const elementary = new TrainingCase({
      recipe: { family: 'elementary', subjects: 8, relations: 4, plain: true },
      table: plainLatinTable('elementary', 8, 4),
      pairs: 2,
      count: 5,
      seed: SEED,
    });
    // Pairs spread equally tie wherever another relation swaps the context's answers, and a tie is wrong.
    failsBy(s1.conclude(elementary, train(elementary, { frozen: 'relation' })), 'accuracy');
  });
});

describe('P1, pairwise-sufficient', () => {
  const experiment = pairwiseSufficient(referenceSystem(openSparse));
  const [test] = experiment.tests;
  const conclude = (value: PairwiseCase) => test.conclude(value, experiment.observe(value));
  const swapRich = (subjectRatio: number, answerRatio: number) => {
    const table = plainLatinTable('elementary', 8, 8);
    const parts = {
      recipe: null,
      table,
      subjectRatios: [subjectRatio],
      answerRatios: [answerRatio],
      subjectShare: 0.5,
      count: 200,
      seed: SEED,
    };
    return new PairwiseCase(parts);
  };

  it('holds where the weights differ by one per cent', () => {
    expect(conclude(swapRich(0.99, 0.99)).margin).toBeGreaterThan(0);
  });

  it('catches equal weights, which cannot bind, and weights in opposite orders', () => {
    failsBy(conclude(swapRich(1, 1)), 'relation gap');
    failsBy(conclude(swapRich(0.99, 1 / 0.99)), 'relation gap');
  });

  it('catches a relation row that reads answers only', () => {
    const value = swapRich(0.9, 0.9);
    value.row.fill(0);
    value.row[1] = 0.6;
    value.row[3] = 0.4;
    failsBy(conclude(value), 'relation gap');
  });

  it('draws rows with no weight on the query, decreasing by one per cent at least, that sum to 1', () => {
    const random = RandomStream.of(SEED, 'rows');
    for (let repeat = 0; repeat < 100; repeat++) {
      const { row } = latinPairwiseCases.draw((min, max) => min + random.integer(max - min + 1), random);
      expect(row.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
      expect(row[row.length - 1]).toBe(0);
      for (let t = 2; t < row.length - 1; t++) expect(row[t]).toBeLessThanOrEqual(0.99 * row[t - 2] * (1 + 1e-12));
    }
  });
});

describe('the domain D', () => {
  it('is the one of the spec: limits of R and k follow S', () => {
    expect(limitsOfD(8)).toEqual({ relations: 4, pairs: 4 });
    expect(limitsOfD(64)).toEqual({ relations: 32, pairs: 8 });
    expect(DOMAIN_D.prompts).toEqual({ min: 16, max: 64 });
  });

  it('is what cases are drawn from', () => {
    const random = RandomStream.of(SEED, 'D');
    const kind = latinTrainingCases(DOMAIN_D.prompts);
    const integer = (min: number, max: number) => min + random.integer(max - min + 1);
    const cases = Array.from({ length: 200 }, () => kind.draw(integer, random));
    expect(Math.min(...cases.map(({ table }) => table.subjects))).toBeLessThanOrEqual(10);
    expect(Math.max(...cases.map(({ table }) => table.subjects))).toBeGreaterThanOrEqual(62);
    for (const { table, pairs, prompts } of cases) {
      const limits = limitsOfD(table.subjects);
      expect(table.relations >= 2 && table.relations <= limits.relations && pairs >= 1 && pairs <= limits.pairs).toBe(true);
      expect(prompts.prompts.length >= 16 && prompts.prompts.length <= 64).toBe(true);
    }
  });
});

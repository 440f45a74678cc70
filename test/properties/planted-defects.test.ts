import { describe, expect, it } from 'vitest';
import { latinPairwiseCases, PairwiseCase } from '../../properties/cases/pairwise-case.js';
import { TrainingCase } from '../../properties/cases/training-case.js';
import { latinTrainingCases } from '../../properties/cases/training-kinds.js';
import { DOMAIN_D } from '../../spec/domains/training-domains.js';
import { limitsOf } from '../../spec/domains/training-domain.js';
import { POLYLOG_ACCURACY } from '../../properties/claims/s1-polylog-accuracy.js';
import { PAIRWISE_SUFFICIENT } from '../../properties/claims/p1-pairwise-sufficient.js';
import { LOSS_DESCENDS } from '../../properties/claims/t2-loss-descends.js';
import { PAIRWISE_CONVERGENCE } from '../../properties/claims/t3-pairwise-convergence.js';
import type { Trained } from '../../properties/experiments/trained.js';
import { logarithmicSamples } from '../../properties/experiments/training-design.js';
import { SparseEngine } from '../../src/engine/sparse/sparse-engine.js';
import { buildTransformer } from '../../src/model/transformer.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { plainLatinTable } from '../../src/task/tables/latin.js';
import { fineTune, initialTheta, type FineTuningConfig, type TrainingRun } from '../../src/training/fine-tuning.js';
import { isViolation, type Conclusion } from '../../src/verify/conclusion.js';
import { referenceSystem, type System } from '../../properties/systems/system.js';
import { claimOn, concludeTrained } from '../kit/claim-on.js';
import { openSparse } from '../kit/open-sparse.js';
import { SEED } from '../kit/seed.js';
import { FunctionalCase } from '../../properties/cases/functional-case.js';
import { hubThreshold } from '../../src/model/recall.js';
import { experimentsOnRandomTables } from '../../properties/catalogue/random-tables.js';
import { MEMORY_RECALL } from '../../properties/claims/m1-memory-recall.js';
import { CLAIMS } from '../../properties/catalogue/claims.js';
import type { Fact } from '../../src/task/knowledge-base.js';
import type { TableSizes } from '../../src/task/tables/stored-table.js';

// Which wrong implementations would each claim catch? They are planted here, and must be caught.

function trainingCase(pairs = 3): TrainingCase {
  const tableSpec = { family: 'cyclic', subjects: 16, relations: 4, plain: false } as const;
  return new TrainingCase({ tableSpec, table: plainLatinTable('cyclic', 16, 4), pairs, count: 32, heldOut: false, seed: SEED });
}

function train(value: TrainingCase, config: FineTuningConfig = {}): Trained {
  const engine = new SparseEngine(buildTransformer(value.table));
  return {
    system: referenceSystem(openSparse),
    engine,
    run: fineTune(engine.compile(value.prompts), initialTheta(value.pairs), config),
  };
}

/** A run whose final attention is replaced. */
function withAttention({ system, engine, run }: Trained, relation: readonly number[], answer: readonly number[]): Trained {
  const snapshots = [{ step: run.steps, attention: { relation: Float64Array.from(relation), answer: Float64Array.from(answer) } }];
  return { system, engine, run: { ...run, snapshots } satisfies TrainingRun };
}

function failsBy(conclusion: Conclusion, quantity: string): void {
  expect([isViolation(conclusion), conclusion.quantity]).toEqual([true, quantity]);
}

describe('M1, memory-recall', () => {
  const experiment = claimOn(MEMORY_RECALL, referenceSystem(openSparse));
  const concludeOf = (facts: Fact[], sizes: TableSizes, power = 2) => {
    const value = new FunctionalCase(sizes, facts, power);
    return experiment.tests[0].conclude(value, experiment.observe(value));
  };

  it('catches a relation that is not recalled: an ambiguous pair, whose two relations tie', () => {
    failsBy(
      concludeOf(
        [
          [0, 0, 0],
          [0, 1, 0],
        ],
        { subjects: 1, relations: 2, answers: 2 },
      ),
      'relation gap',
    );
  });

  it('catches an answer that is not recalled: the answer of a single subject, beside a hub', () => {
    const hub = Array.from({ length: 5 }, (_, s): Fact => [s, 0, s === 0 ? 0 : 1]);
    failsBy(concludeOf(hub, { subjects: 5, relations: 1, answers: 2 }), 'answer gap');
    expect(isViolation(concludeOf(hub, { subjects: 5, relations: 1, answers: 2 }, 3))).toBe(false);
  });

  it('allows hubs below 2^p − 1', () => {
    expect([2, 3, 4].map(hubThreshold)).toEqual([3, 7, 15]);
  });
});

describe('the thresholds', () => {
  it('are pinned', () => {
    const limits = (id: string) =>
      CLAIMS.find((claim) => claim.id === id)?.thresholds.map(({ quantity, bound, value }) => [quantity, bound, value]);
    expect(limits('T3')).toEqual([
      ['query share', 'at most', 0.6],
      ['relation balance', 'at least', 0.75],
      ['answer mass', 'at least', 0.8],
      ['answer balance', 'at least', 0.75],
    ]);
    expect(limits('T2')).toEqual([
      ['relation row: largest rise', 'at most', 1e-12],
      ['relation row: final / first loss', 'at most', 0.5],
      ['answer row: largest rise', 'at most', 1e-12],
      ['answer row: final / first loss', 'at most', 0.5],
    ]);
    expect(limits('S1')).toEqual([['accuracy', 'at least', 0.99]]);
    expect(limits('M1')).toEqual(limits('P1')?.toReversed());
  });
});

describe('T2, loss-descends', () => {
  const value = trainingCase();
  const trained = train(value);

  it('holds of the reference', () => {
    expect(isViolation(concludeTrained(LOSS_DESCENDS, value, trained))).toBe(false);
  });

  it.each(['relation', 'answer'] as const)('catches a %s loss that rises once, by 10⁻¹⁰', (row) => {
    const losses = trained.run.losses[row].slice();
    losses[40] = losses[39] + 1e-10;
    const run = { ...trained.run, losses: { ...trained.run.losses, [row]: losses } };
    failsBy(concludeTrained(LOSS_DESCENDS, value, { ...trained, run }), `${row} row: largest rise`);
  });

  it('catches a rise in the very first step, where an overshoot is', () => {
    const losses = trained.run.losses.answer.slice();
    losses[0] = losses[1] - 0.5;
    const run = { ...trained.run, losses: { ...trained.run.losses, answer: losses } };
    failsBy(concludeTrained(LOSS_DESCENDS, value, { ...trained, run }), 'answer row: largest rise');
  });

  it('ignores a rise within rounding', () => {
    const losses = trained.run.losses.answer.slice();
    losses[200] = losses[199] + 1e-14;
    const run = { ...trained.run, losses: { ...trained.run.losses, answer: losses } };
    expect(isViolation(concludeTrained(LOSS_DESCENDS, value, { ...trained, run }))).toBe(false);
  });

  it('catches ascent, a frozen row, and a learning rate so small that nothing is learned', () => {
    const engine = trained.engine;
    const batch = engine.compile(value.prompts);
    const ascending = {
      size: batch.size,
      gradient: (...[step, theta]: Parameters<typeof batch.gradient>) => {
        const { loss, gradient } = batch.gradient(step, theta);
        return { loss, gradient: gradient.map((slope) => -slope) };
      },
    };
    expect(isViolation(concludeTrained(LOSS_DESCENDS, value, { ...trained, run: fineTune(ascending, initialTheta(3)) }))).toBe(
      true,
    );
    failsBy(concludeTrained(LOSS_DESCENDS, value, train(value, { frozen: 'relation' })), 'relation row: final / first loss');
    failsBy(concludeTrained(LOSS_DESCENDS, value, train(value, { frozen: 'answer' })), 'answer row: final / first loss');
    expect(isViolation(concludeTrained(LOSS_DESCENDS, value, train(value, { learningRate: 1e-6 })))).toBe(true);
  });

  it('catches a loss that is not a number', () => {
    const losses = trained.run.losses.relation.slice(0, 10);
    losses[9] = Number.NaN;
    const run = { ...trained.run, losses: { ...trained.run.losses, relation: losses } };
    expect(() => concludeTrained(LOSS_DESCENDS, value, { ...trained, run })).toThrow(/NaN/);
  });
});

describe('T3, pairwise-convergence', () => {
  const value = trainingCase(2);
  const trained = train(value);
  const relation = [0.4, 0.4, 0.08, 0.08, 0.04];
  const answer = [0.02, 0.02, 0.02, 0.02, 0.46, 0.46];

  it('holds of the reference, and of a handmade pattern', () => {
    expect(isViolation(concludeTrained(PAIRWISE_CONVERGENCE, value, trained))).toBe(false);
    expect(isViolation(concludeTrained(PAIRWISE_CONVERGENCE, value, withAttention(trained, relation, answer)))).toBe(false);
  });

  it('catches each row by itself: a query that is still read, unequal members, attention elsewhere', () => {
    failsBy(
      concludeTrained(PAIRWISE_CONVERGENCE, value, withAttention(trained, [0.4, 0.4, 0.03, 0.03, 0.14], answer)),
      'query share',
    );
    failsBy(
      concludeTrained(PAIRWISE_CONVERGENCE, value, withAttention(trained, [0.6, 0.2, 0.08, 0.08, 0.04], answer)),
      'relation balance',
    );
    failsBy(
      concludeTrained(PAIRWISE_CONVERGENCE, value, withAttention(trained, relation, [0.06, 0.06, 0.06, 0.06, 0.38, 0.38])),
      'answer mass',
    );
    failsBy(
      concludeTrained(PAIRWISE_CONVERGENCE, value, withAttention(trained, relation, [0.02, 0.02, 0.02, 0.02, 0.7, 0.22])),
      'answer balance',
    );
  });

  it('catches pairs shifted by one place: an answer with its neighbour’s subject', () => {
    failsBy(
      concludeTrained(PAIRWISE_CONVERGENCE, value, withAttention(trained, [0.02, 0.48, 0.48, 0.01, 0.01], answer)),
      'relation balance',
    );
  });

  it('catches either frozen row', () => {
    failsBy(concludeTrained(PAIRWISE_CONVERGENCE, value, train(value, { frozen: 'relation' })), 'query share');
    failsBy(concludeTrained(PAIRWISE_CONVERGENCE, value, train(value, { frozen: 'answer' })), 'answer mass');
  });
});

describe('S1, polylog-accuracy', () => {
  it('trains on ⌈log₂ N⌉ prompts', () => {
    expect([16, 17, 1024, 1025].map((facts) => logarithmicSamples({ facts }))).toEqual([4, 5, 10, 11]);
  });

  it('catches a model that was not trained, and one whose relation row was not', () => {
    const value = trainingCase();
    expect(isViolation(concludeTrained(POLYLOG_ACCURACY, value, train(value)))).toBe(false);
    failsBy(concludeTrained(POLYLOG_ACCURACY, value, train(value, { steps: 0 })), 'accuracy');
    const elementary = new TrainingCase({
      tableSpec: { family: 'elementary', subjects: 8, relations: 4, plain: true },
      table: plainLatinTable('elementary', 8, 4),
      pairs: 2,
      count: 5,
      heldOut: false,
      seed: SEED,
    });
    // Pairs spread equally tie wherever another relation swaps the context's answers, and a tie is wrong.
    failsBy(concludeTrained(POLYLOG_ACCURACY, elementary, train(elementary, { frozen: 'relation' })), 'accuracy');
  });
});

describe('P1, pairwise-sufficient', () => {
  const pairwise = (system: System) => claimOn(PAIRWISE_SUFFICIENT, system);
  const experiment = pairwise(referenceSystem(openSparse));
  const [test] = experiment.tests;
  const conclude = (value: PairwiseCase) => test.conclude(value, experiment.observe(value));
  const swapRich = (subjectRatio: number, answerRatio: number) => {
    const table = plainLatinTable('elementary', 8, 8);
    const spec = {
      tableSpec: null,
      table,
      subjectRatios: [subjectRatio],
      answerRatios: [answerRatio],
      subjectShare: 0.5,
      count: 200,
      seed: SEED,
    };
    return new PairwiseCase(spec);
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

  it('reads every prompt of a case, and the answer step at ½ and ½', () => {
    const mixtures: Float64Array[] = [];
    const spied = pairwise({
      ...referenceSystem(openSparse),
      open: (model) => {
        const engine = openSparse(model);
        return {
          name: engine.name,
          precision: engine.precision,
          model,
          read: (mixture) => {
            mixtures.push(mixture.weights);
            return engine.read(mixture);
          },
          logits: (...words) => engine.logits(...words),
          compile: (batch) => engine.compile(batch),
        };
      },
    });
    const value = swapRich(0.9, 0.9);
    spied.tests[0].conclude(value, spied.observe(value));
    expect(mixtures.filter((weights) => weights.length === 5)).toEqual(Array.from({ length: 200 }, () => value.row));
    expect(mixtures.filter((weights) => weights.length === 2)).toEqual(
      Array.from({ length: 200 }, () => Float64Array.of(0.5, 0.5)),
    );
  });

  it('fails when one prompt of many does', () => {
    const value = swapRich(0.9, 0.9);
    const [first, second] = value.prompts.prompts;
    // The second prompt asks for a relation that its pairs do not have.
    const lie = { ...second, relation: (second.relation + 1) % 8 };
    const mixed = Object.assign(Object.create(PairwiseCase.prototype) as PairwiseCase, value, {
      prompts: { pairs: 2, prompts: [first, lie] },
    });
    expect(isViolation(conclude(mixed))).toBe(true);
    expect(isViolation(conclude(value))).toBe(false);
  });

  it('draws half of its rows to decrease as slowly as the claim allows, and the others at random', () => {
    const random = RandomStream.of(SEED, 'ratios');
    const draws = Array.from({ length: 400 }, () =>
      latinPairwiseCases.draw((min, max) => min + random.integer(max - min + 1), random),
    );
    const ratios = draws
      .filter(({ spec }) => spec.subjectRatios.length > 0)
      .map(({ spec }) => [...spec.subjectRatios, ...spec.answerRatios]);
    const slow = ratios.filter((list) => list.every((ratio) => ratio === 0.99)).length;
    // Six standard deviations of a binomial count at ½.
    expect(Math.abs(slow - ratios.length / 2)).toBeLessThan(3 * Math.sqrt(ratios.length));
    const others = ratios.filter((list) => list.some((ratio) => ratio !== 0.99)).flat();
    expect(Math.max(...others)).toBeGreaterThan(0.95);
    expect(Math.max(...others)).toBeLessThan(0.99);
    expect(Math.min(...others)).toBeLessThan(0.05);
  });

  it('draws rows that have no weight on the query, decrease by at least one per cent, and sum to 1', () => {
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
  it('is that of the spec: the limits of R and k follow S', () => {
    expect(limitsOf(DOMAIN_D, 8)).toEqual({ relations: 4, pairs: 4 });
    expect(limitsOf(DOMAIN_D, 64)).toEqual({ relations: 32, pairs: 8 });
    expect(DOMAIN_D.prompts).toEqual({ min: 16, max: 64 });
  });

  it('draws n, k and R over their whole ranges', () => {
    const random = RandomStream.of(SEED, 'uniform');
    const kind = latinTrainingCases(DOMAIN_D);
    const cases = Array.from({ length: 600 }, () => kind.draw((min, max) => min + random.integer(max - min + 1), random));
    // Each is uniform in its range, so its place there has mean ½ and standard deviation at most ½ / √3.
    const places = [
      cases.map(({ prompts }) => (prompts.prompts.length - 16) / 48),
      cases.map(({ table, pairs }) => (pairs - 0.5) / limitsOf(DOMAIN_D, table.subjects).pairs),
      cases.map(({ table }) => (table.relations - 1.5) / (limitsOf(DOMAIN_D, table.subjects).relations - 1)),
    ];
    for (const place of places) {
      expect(Math.abs(place.reduce((sum, value) => sum + value, 0) / place.length - 0.5)).toBeLessThan(
        6 * Math.sqrt(1 / 12 / place.length) + 0.01,
      );
      expect(new Set(place).size).toBeGreaterThan(20);
    }
  });

  it('measures accuracy on fresh prompts, not on the training prompts', () => {
    const value = trainingCase();
    expect(value.fresh.prompts.slice(0, value.prompts.prompts.length)).not.toEqual(value.prompts.prompts);
    expect(value.fresh.prompts).toHaveLength(1000);
  });

  it('excludes sizes outside it for all training claims, and numbers of samples for those in D', () => {
    const outside = (subjects: number, pairs: number, count: number) => {
      const table = plainLatinTable('cyclic', subjects, 2);
      return new TrainingCase({ tableSpec: null, table, pairs, count, heldOut: false, seed: SEED });
    };
    const named = Object.fromEntries(
      experimentsOnRandomTables({ open: openSparse }).flatMap(({ tests }) =>
        tests.map(({ claim, ...test }) => [
          claim.id,
          (value: TrainingCase) => test.unmet(value).map(({ assumption }) => assumption),
        ]),
      ),
    );
    for (const id of ['T2', 'T3', 'C5a', 'C5b']) {
      expect([id, named[id](outside(6, 2, 16))]).toEqual([id, ['sizes of D']]);
      expect([id, named[id](outside(8, 2, 15))]).toEqual([id, ['samples of D']]);
      expect([id, named[id](outside(8, 2, 16))]).toEqual([id, []]);
    }
    expect(named['S1'](outside(6, 2, 16))).toEqual(['sizes of D']);
    expect(named['S1'](outside(8, 5, 4))).toEqual(['sizes of D']);
    expect(named['S1'](outside(8, 4, 4))).toEqual([]);
  });

  it('is where cases are drawn from', () => {
    const random = RandomStream.of(SEED, 'D');
    const kind = latinTrainingCases(DOMAIN_D);
    const integer = (min: number, max: number) => min + random.integer(max - min + 1);
    const cases = Array.from({ length: 200 }, () => kind.draw(integer, random));
    expect(Math.min(...cases.map(({ table }) => table.subjects))).toBeLessThanOrEqual(10);
    expect(Math.max(...cases.map(({ table }) => table.subjects))).toBeGreaterThanOrEqual(62);
    for (const { table, pairs, prompts } of cases) {
      const limits = limitsOf(DOMAIN_D, table.subjects);
      expect(table.relations >= 2 && table.relations <= limits.relations && pairs >= 1 && pairs <= limits.pairs).toBe(true);
      expect(prompts.prompts.length >= 16 && prompts.prompts.length <= 64).toBe(true);
    }
  });
});

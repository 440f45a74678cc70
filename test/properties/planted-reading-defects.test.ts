import { describe, expect, it } from 'vitest';
import { BoundaryCase } from '../../properties/cases/boundary-case.js';
import { FunctionalCase } from '../../properties/cases/functional-case.js';
import type { PairwiseCase } from '../../properties/cases/pairwise-case.js';
import { RECALL_BOUNDARY } from '../../properties/claims/m2-recall-boundary.js';
import { HALVES_SAY_NOTHING } from '../../properties/claims/p2-halves-say-nothing.js';
import { EQUAL_SPREAD_BINDS, EQUAL_SPREAD_TIES, equallySpread } from '../../properties/claims/p3-equal-spread-cannot-bind.js';
import { linearMemory, permutedAnswers } from '../../properties/systems/broken/broken-memories.js';
import type { RowReading } from '../../properties/experiments/row-design.js';
import { referenceSystem, type System } from '../../properties/systems/system.js';
import { P3, P3B } from '../../spec/claims/p3-equal-spread-cannot-bind.js';
import type { Engine, Mixture } from '../../src/engine/engine.js';
import { DenseLogits, toDense } from '../../src/model/logits.js';
import { buildTransformer } from '../../src/model/transformer.js';
import { tokenAt } from '../../src/model/vocabulary.js';
import { countIntercalates } from '../../src/task/tables/intercalates.js';
import { factsOf, type Fact } from '../../src/task/knowledge-base.js';
import { normalizedLatinTables } from '../../src/task/tables/latin.js';
import { batchOf, promptOf } from '../../src/task/prompt.js';
import { StoredTable } from '../../src/task/tables/stored-table.js';
import { isViolation } from '../../src/verify/conclusion.js';
import { decide } from '../../src/verify/decide/decide.js';
import type { Experiment } from '../../src/verify/experiment.js';
import { drawCases } from '../kit/experiment-laws.js';
import { claimOn } from '../kit/claim-on.js';
import { openSparse } from '../kit/open-sparse.js';
import { SEED } from '../kit/seed.js';

// Which wrong implementations would M2, P2 and P3 catch? They are planted here, and must be caught.

const reference = referenceSystem(openSparse);

/** A system with its own way of reading mixtures. */
function reading(read: (engine: Engine, mixture: Mixture) => ReturnType<Engine['read']>): System {
  return {
    ...reference,
    open: (model) => {
      const engine = openSparse(model);
      return {
        name: engine.name,
        precision: engine.precision,
        model,
        read: (mixture) => read(engine, mixture),
        logits: (...words) => engine.logits(...words),
        compile: (batch) => engine.compile(batch),
      };
    },
  };
}

/** Among equal logits the token with the lowest index wins, as with an argmax. */
const argmax = reading(
  (engine, mixture) => new DenseLogits(toDense(engine.read(mixture)).map((logit, token) => logit - 1e-6 * token)),
);

/** The number of cases that violate the experiment's claim, by stratum. */
function violations<Case, Observation>(experiment: Experiment<Case, Observation>, cases: readonly Case[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of cases) {
    const stratum = experiment.presentation.stratum(value);
    const failed = isViolation(experiment.tests[0].conclude(value, experiment.observe(value)));
    counts[stratum] = (counts[stratum] ?? 0) + (failed ? 1 : 0);
  }
  return counts;
}

describe('M2, recall-boundary', () => {
  const cases = drawCases(claimOn(RECALL_BOUNDARY, reference), 1500).filter((value) => value instanceof BoundaryCase);
  const violated = (system: System) => violations(claimOn(RECALL_BOUNDARY, system), cases);

  it(`holds of the reference on both sides of the boundary and on it, each met often (seed ${SEED})`, () => {
    expect(violated(reference)).toEqual({ 'foretold: recalls': 0, 'foretold: fails': 0, 'foretold: ties': 0 });
    const experiment = claimOn(RECALL_BOUNDARY, reference);
    const met = (name: string) =>
      cases.filter((value) => experiment.presentation.stratum(value) === `foretold: ${name}`).length / cases.length;
    expect(met('fails')).toBeGreaterThan(0.1);
    expect(met('ties')).toBeGreaterThan(0.01);
  });

  it('predicts by whole numbers at b = 0: 2^p + c_s(a) + c_r(a) − 2 against c_s(a′) + c_r(a′)', () => {
    const experiment = claimOn(RECALL_BOUNDARY, reference);
    for (const value of cases.filter(({ bias }) => bias === 0)) {
      const { facts, power, sizes } = value.functional;
      const [s, r, a] = value.asked;
      const shared = (answer: number) =>
        facts.filter((fact) => fact[0] === s && fact[2] === answer).length +
        facts.filter((fact) => fact[1] === r && fact[2] === answer).length;
      const others = Array.from({ length: sizes.answers }, (_, other) => other).filter((other) => other !== a);
      const tokenMargin = 2 ** power + shared(a) - 2 - Math.max(0, ...others.map(shared));
      expect(experiment.presentation.stratum(value)).toBe(
        `foretold: ${tokenMargin > 0 ? 'recalls' : tokenMargin < 0 ? 'fails' : 'ties'}`,
      );
    }
  });

  it.each([
    ['the bias is left out', { ...reference, transformer: { bias: 0 } }, ['recalls']],
    ['the power is always 2', { ...reference, transformer: { power: 2 } }, ['recalls']],
    ['the memory binds nothing', linearMemory(reference), ['recalls', 'ties']],
    ['some answers are stored with other facts', permutedAnswers(reference), ['recalls']],
    ['a tie goes to the lowest index', argmax, ['ties']],
  ] as const)('catches that %s', (_, system, strata) => {
    const counts = violated(system);
    for (const name of strata) expect(counts[`foretold: ${name}`]).toBeGreaterThan(0);
  });

  it('catches a memory that sums only the facts of the subject asked about, so that hubs do no harm', () => {
    const narrow = reading((engine, mixture) => {
      const { knowledge } = engine.model;
      const asked = tokenAt(knowledge, mixture.tokens[0]).index;
      const own = [...factsOf(knowledge)].filter(([subject]) => subject === asked);
      return openSparse({ ...buildTransformer(new StoredTable(knowledge, own)) }).read(mixture);
    });
    expect(violated(narrow)['foretold: fails']).toBeGreaterThan(0);
  });

  it('predicts hubs at p = 2: three sharers are harmless, four tie with the answer of a single subject, five win', () => {
    const experiment = claimOn(RECALL_BOUNDARY, reference);
    const outcomes = [3, 4, 5].map((sharers) => {
      const facts = [[0, 0, 0], ...Array.from({ length: sharers }, (_, i): Fact => [i + 1, 0, 1])] as Fact[];
      const value = new BoundaryCase(new FunctionalCase({ subjects: 6, relations: 1, answers: 2 }, facts, 2), 0);
      const { margin } = experiment.tests[0].conclude(value, experiment.observe(value));
      return [experiment.presentation.stratum(value), margin >= 0];
    });
    expect(outcomes).toEqual([
      ['foretold: recalls', true],
      ['foretold: ties', true],
      ['foretold: fails', true],
    ]);
  });

  it('is about b < 1 only, and near b = 1 it allows for the tie tolerance', () => {
    const experiment = claimOn(RECALL_BOUNDARY, reference);
    const lone = (bias: number) =>
      new BoundaryCase(new FunctionalCase({ subjects: 1, relations: 1, answers: 1 }, [[0, 0, 0]], 4), bias);
    expect(experiment.tests[0].unmet(lone(1)).map(({ assumption }) => assumption)).toEqual(['b < 1']);
    expect([0.9, 0.999].map((bias) => experiment.presentation.stratum(lone(bias)))).toEqual([
      'foretold: recalls',
      'foretold: ties',
    ]);
    expect(violations(experiment, [lone(0.9), lone(0.999)])).toEqual({ 'foretold: recalls': 0, 'foretold: ties': 0 });
  });

  it('keeps the fact asked about while it shrinks', () => {
    const asked: Fact = [9, 0, 1];
    const hub = Array.from({ length: 9 }, (_, s): Fact => [s, 0, 0]);
    const value = new BoundaryCase(new FunctionalCase({ subjects: 10, relations: 2, answers: 3 }, [asked, ...hub], 3), 0.1);
    const simpler = [...claimOn(RECALL_BOUNDARY, reference).cases.arbitrary.shrink(value, undefined)]
      .map((shrunk) => shrunk.value_)
      .filter((each) => each instanceof BoundaryCase);
    expect(simpler[0]).toMatchObject({ bias: 0, asked });
    expect(simpler.filter((each) => each.asked[2] === 1).length).toBeGreaterThan(9);
    for (const each of simpler) expect(each.table.answerOf(each.asked[0], each.asked[1])).toBe(each.asked[2]);
  });
});

describe('P2, halves-say-nothing', () => {
  const pairwise = (system: System) => claimOn(HALVES_SAY_NOTHING, system);
  const cases = drawCases(pairwise(reference), 60).filter(({ table }) => table.relations > 1);
  const quantitiesOf = (system: System) => {
    const experiment = pairwise(system);
    return cases.map((value) => experiment.tests[0].conclude(value, experiment.observe(value)));
  };
  const broken = (system: System) =>
    quantitiesOf(system).map(({ quantities: [subjects, answers] }) => [subjects.margin < 0, answers.margin < 0]);

  it('holds of the reference, and of a linear memory, which ignores pairing', () => {
    for (const system of [reference, linearMemory(reference)]) expect(broken(system).flat()).not.toContain(true);
  });

  it('catches tokens in another order, subjects before answers: weights meant for subjects fall on pairs', () => {
    const relaid = reading((engine, { tokens, weights }) => {
      const places = Array.from(tokens.keys());
      const order = [...places.filter((t) => t % 2 === 0), ...places.filter((t) => t % 2 === 1)];
      return engine.read({ tokens: Int32Array.from(order, (t) => tokens[t]), weights });
    });
    expect(broken(relaid).filter(([subjects]) => subjects).length).toBeGreaterThan(cases.length / 2);
  });

  it('catches a table stored with wrong answers, by its answers, and a table stored in part, by its subjects', () => {
    expect(broken(permutedAnswers(reference)).filter(([, answers]) => answers).length).toBeGreaterThan(0);
    const half: System = {
      ...reference,
      stored: (table) =>
        new StoredTable(
          table,
          [...factsOf(table)].filter((_, i) => i % 2 === 0),
        ),
    };
    expect(broken(half).filter(([subjects]) => subjects).length).toBeGreaterThan(0);
  });

  it('reads the subjects and the query, then the answers, each with weights that sum to 1', () => {
    const mixtures: Mixture[] = [];
    const spied = pairwise(
      reading((engine, mixture) => {
        mixtures.push(mixture);
        return engine.read(mixture);
      }),
    );
    spied.tests[0].conclude(cases[0], spied.observe(cases[0]));
    expect(mixtures).toHaveLength(2 * cases[0].prompts.prompts.length);
    const kinds = mixtures.map(({ tokens, weights }) => {
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
      return new Set(Array.from(tokens).flatMap((token, t) => (weights[t] > 0 ? [tokenAt(cases[0].table, token).kind] : [])));
    });
    expect(kinds.filter((set) => set.size === 1 && set.has('subject'))).toHaveLength(mixtures.length / 2);
    expect(kinds.filter((set) => set.size === 1 && set.has('answer'))).toHaveLength(mixtures.length / 2);
    expect(mixtures[0].weights.at(-1)).toBeGreaterThan(0.09); // the query
  });
});

describe('P3, equal-spread-cannot-bind', () => {
  const plan = { cases: 60, least: 60, hunted: 20, redraws: 0, tolerance: 0.1, alpha: 0.05 };
  const verdictOf = (experiment: Experiment<PairwiseCase, RowReading>) =>
    decide(experiment, [{ test: experiment.tests[0], plan }], BigInt(SEED))[0];

  it('has a witness in 3 of the 9 normalized tables of S = 4, R = 2: those with an intercalate', () => {
    const experiment = claimOn(EQUAL_SPREAD_TIES, reference);
    const tables = [...normalizedLatinTables(4, 2)];
    expect(tables).toHaveLength(9);
    const ties = tables.map((table) => {
      const own = [...equallySpread(4, 2, 2)].filter((value) => String([...factsOf(value.table)]) === String([...factsOf(table)]));
      expect(own).toHaveLength(24); // 2 relations, 6 contexts, 2 queries
      return own.some((value) => !isViolation(experiment.tests[0].conclude(value, experiment.observe(value))));
    });
    expect(ties.filter(Boolean)).toHaveLength(3);
    expect(ties).toEqual(tables.map((table) => countIntercalates(table) > 0));
  });

  it('holds by a witness that shows the two readings that tie', () => {
    expect(verdictOf(claimOn(EQUAL_SPREAD_TIES, reference))).toMatchObject({
      word: 'HOLDS',
      by: 'witness',
      searched: 216,
      witness: { description: 'S = 4, R = 2, read as r0 (s0 → a0, s1 → a1; s2 → a2) or r1 (s0 → a1, s1 → a0; s2 → a3)' },
    });
    expect(verdictOf(claimOn(EQUAL_SPREAD_BINDS, reference))).toMatchObject({
      word: 'HOLDS',
      by: 'enumeration',
      enumeration: { cases: 105 },
    });
  });

  it('is refuted if pairs are told apart: by unequal weights, or by an argmax', () => {
    const tilted = reading((engine, { tokens, weights }) =>
      engine.read({ tokens, weights: weights.map((weight, t) => (t < 2 ? 1.02 : 0.98) * weight) }),
    );
    for (const system of [tilted, argmax]) {
      expect(verdictOf(claimOn(EQUAL_SPREAD_TIES, system))).toMatchObject({ word: 'REFUTED', by: 'enumeration' });
    }
  });

  it('P3b catches a memory that binds nothing, and answers stored with other facts', () => {
    for (const system of [linearMemory(reference), permutedAnswers(reference)]) {
      expect(verdictOf(claimOn(EQUAL_SPREAD_BINDS, system))).toMatchObject({ word: 'REFUTED', by: 'counterexample' });
    }
  });

  it('and P3b are about Latin tables of their sizes only', () => {
    const [value] = equallySpread(4, 2, 2);
    const swapped = new StoredTable({ subjects: 3, relations: 2, answers: 3 }, [
      [0, 0, 0],
      [1, 0, 1],
      [2, 0, 2],
      [0, 1, 1],
      [1, 1, 0],
      [2, 1, 2],
    ]);
    const ambiguous = Object.assign(Object.create(value) as PairwiseCase, {
      table: swapped,
      prompts: batchOf([promptOf(swapped, 0, [0, 1, 2])]),
    });
    const names = (experiment: Experiment<PairwiseCase, RowReading>, each: PairwiseCase) =>
      experiment.tests[0].unmet(each).map(({ assumption }) => assumption);
    expect(names(claimOn(EQUAL_SPREAD_TIES, reference), value)).toEqual([]);
    expect(names(claimOn(EQUAL_SPREAD_TIES, reference), ambiguous)).toEqual(['unambiguous', 'sizes of P3']);
    expect(names(claimOn(EQUAL_SPREAD_BINDS, reference), value)).toEqual(['sizes of P3b']);
    expect(names(claimOn(EQUAL_SPREAD_BINDS, reference), ambiguous)).toEqual(['unambiguous']);
    // The assumption is needed: with an ambiguous pair three subjects are enough for a tie.
    const experiment = claimOn(EQUAL_SPREAD_BINDS, reference);
    expect(isViolation(experiment.tests[0].conclude(ambiguous, experiment.observe(ambiguous)))).toBe(true);
    expect([P3.kind, P3B.kind]).toEqual(['existence', 'universal']);
  });
});

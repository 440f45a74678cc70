import { describe, expect, it } from 'vitest';
import { drawScalingTable } from '../../properties/cases/scaling-table.js';
import { SizeCase } from '../../properties/cases/size-case.js';
import { SAMPLE_SCALING } from '../../properties/claims/s2-sample-scaling.js';
import { SampleDraws } from '../../properties/experiments/sample-draws.js';
import { sampleSearches, searchLeast } from '../../properties/experiments/sample-search.js';
import { FULL_ATTENTION, POSITIONAL, SEEN_FACTS, type SampleLearner } from '../../properties/experiments/sample-learner.js';
import { C1 } from '../../spec/claims/controls.js';
import { S2 } from '../../spec/claims/s2-sample-scaling.js';
import {
  mostSamples,
  SAMPLE_CRITERION,
  SERIES_OF_C1,
  SERIES_OF_S2,
  SERIES_OF_S2B,
  shapeOf,
  type SampleCriterion,
  type ScalingSeriesDomain,
} from '../../spec/domains/scaling-domain.js';
import { answerToken, relationToken } from '../../src/model/vocabulary.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { Coincidences } from '../../src/task/coincidences.js';
import { drawPrompts } from '../../src/task/draw-prompts.js';
import { NO_ANSWER } from '../../src/task/knowledge-base.js';
import { plainLatinTable } from '../../src/task/tables/latin.js';
import { promptOf } from '../../src/task/prompt.js';
import { TableFormula } from '../../src/task/tables/table-formula.js';
import { decide } from '../../src/verify/decide/decide.js';
import { SequentialTest } from '../../src/verify/statistics/sequential-test.js';
import type { Verdict } from '../../src/verify/verdict.js';
import { seenFacts } from '../../src/task/tables/seen-facts.js';
import { claimOnCases } from '../kit/claim-on.js';
import { SEED } from '../kit/seed.js';

const seed = BigInt(SEED);

/** The indices of the draws that miss the accuracy. */
function missesOf(value: SizeCase, learner: SampleLearner, n: number, draws: number): number[] {
  const all = new SampleDraws(value, learner, SAMPLE_CRITERION);
  return Array.from({ length: draws }, (_, index) => index).filter((index) => !all.reaches(n, index));
}

function verdictOf(series: ScalingSeriesDomain, learner: SampleLearner, criterion: SampleCriterion, claim = S2): Verdict {
  const experiment = claimOnCases({ ...SAMPLE_SCALING, claim }, sampleSearches([series], learner, criterion));
  const plan = { cases: 0, least: 0, hunted: 0, redraws: 0, alpha: 0.002, tolerance: 0.05 };
  return decide(experiment, [{ test: experiment.tests[0], plan }], seed)[0];
}

describe('the sizes of the sample-complexity claims', () => {
  it('are at least 12 for S2, up to 2³⁰, 9 up to 2¹² for full attention, and 7 up to 2¹⁰ for the control', () => {
    for (const { bits } of SERIES_OF_S2) expect([bits.length >= 12, bits.at(-1)]).toEqual([true, 30]);
    for (const { bits } of SERIES_OF_S2B) expect([bits.length, bits[0], bits.at(-1)]).toEqual([9, 4, 12]);
    for (const { bits } of SERIES_OF_C1) expect(bits).toEqual([4, 5, 6, 7, 8, 9, 10]);
    expect(new Set(SERIES_OF_S2.map(({ pairs }) => pairs))).toEqual(new Set([2, 4, 8]));
  });

  it('have tables of N = S R facts, and k ≤ S/2', () => {
    for (const { tables, pairs, bits } of SERIES_OF_S2) {
      for (const each of bits) {
        const { subjectBits, relations } = shapeOf(each);
        const table = new SizeCase(tables, each, pairs, seed).drawTable(RandomStream.of(seed, 'size', each));
        expect([table.facts, table.subjects, table.relations]).toEqual([2 ** each, 2 ** subjectBits, relations]);
        expect(2 * pairs).toBeLessThanOrEqual(table.subjects);
      }
    }
  });

  it('are drawn by the seed of the run', () => {
    const { cases } = sampleSearches(SERIES_OF_S2, POSITIONAL);
    const seeds = (of: bigint) => new Set([...(cases.enumerate?.(of) ?? [])].map((value) => value.seed));
    expect([seeds(5n), seeds(6n)]).toEqual([new Set([5n]), new Set([6n])]);
    const draws = (of: bigint) => missesOf(new SizeCase('elementary', 8, 2, of), POSITIONAL, 4, 30);
    expect(draws(1n)).not.toEqual(draws(2n));
  });
});

describe('a search', () => {
  it('has enough draws to decide any look without misses that doubling can reach', () => {
    const { tolerance, alpha, cases } = SAMPLE_CRITERION;
    const looks = Math.log2(Math.max(...[...SERIES_OF_S2, ...SERIES_OF_C1].flatMap(({ bits }) => bits.map(mostSamples)))) + 1;
    expect(looks).toBe(16);
    for (let i = 1; i <= looks; i++) {
      expect(new SequentialTest(tolerance, alpha / (i * (i + 1))).belowFrom(0, 1)).toBeLessThanOrEqual(cases);
    }
  });
});

describe('the domain and distribution of C1', () => {
  it('say what its run does', () => {
    expect([C1.domain, C1.distribution]).toEqual([
      expect.stringContaining('N = 2⁴, 2⁵, … 2¹⁰'),
      expect.stringContaining('up to 200 draws'),
    ]);
    expect(C1.distribution).toContain('within a factor 1.5');
  });
});

describe('tables of a size', () => {
  it.each(['cyclic', 'elementary', 'bijections'] as const)(
    'are stored below 2⁸ subjects, and formulas from 2⁸ on: %s',
    (tables) => {
      const drawn = [7, 8].map((subjectBits) =>
        drawScalingTable(tables, { subjectBits, relations: 4 }, RandomStream.of(seed, 'sizes')),
      );
      expect(drawn.map((table) => table instanceof TableFormula)).toEqual([false, true]);
      expect(drawn.map(({ subjects }) => subjects)).toEqual([128, 256]);
    },
  );
});

describe('a draw', () => {
  it.each([
    ['elementary', 8, 2, 4, 100], // here attention leaves a symmetric state by rounding, so relations in another order would end differently
    ['cyclic', 6, 2, 2, 40],
    ['bijections', 16, 4, 1, 30],
    ['bijections', 9, 8, 2, 20],
  ] as const)(
    `has one result, whether prompts of equal coincidences are decoded once or each by itself: %s, N = 2^%d, k = %d, n = %d (seed ${SEED})`,
    (tables, bits, pairs, n, draws) => {
      const value = new SizeCase(tables, bits, pairs, 1n);
      expect(missesOf(value, POSITIONAL, n, draws)).toEqual(missesOf(value, { ...POSITIONAL, alike: false }, n, draws));
    },
  );

  it('counts ties as wrong: a learner that turns ties into right answers never misses', () => {
    const value = new SizeCase('elementary', 8, 2, seed);
    const lenient: SampleLearner = {
      ...POSITIONAL,
      train(engine, prompts) {
        const honest = POSITIONAL.train(engine, prompts);
        return (reader, prompt) => {
          const { knowledge } = reader.model;
          const decoding = honest(reader, prompt);
          if (decoding.relation.kind === 'top' && decoding.answer.kind === 'top') return decoding;
          return {
            relation: { kind: 'top', token: relationToken(knowledge, prompt.relation) },
            answer: { kind: 'top', token: answerToken(knowledge, prompt.answer) },
          };
        };
      },
    };
    expect(missesOf(value, POSITIONAL, 2, 40).length).toBeGreaterThan(10);
    expect(missesOf(value, lenient, 2, 40)).toEqual([]);
  });

  it('allows 2 of 200 prompts to be wrong, but not 3', () => {
    const value = new SizeCase('cyclic', 12, 2, seed);
    const missing = (every: number): SampleLearner => ({
      ...POSITIONAL,
      alike: false,
      train(engine, prompts) {
        const honest = POSITIONAL.train(engine, prompts);
        let asked = 0;
        return (reader, prompt) => {
          const decoding = honest(reader, prompt);
          return asked++ % every === 0 ? { ...decoding, relation: { kind: 'tie', token: decoding.relation.token } } : decoding;
        };
      },
    });
    expect(missesOf(value, missing(100), 4, 5)).toEqual([]); // the 1st and the 101st
    expect(missesOf(value, missing(67), 4, 5)).toEqual([0, 1, 2, 3, 4]); // and the 135th
  });
});

describe('coincidences', () => {
  const table = plainLatinTable('cyclic', 8, 2); // a*(s, r) = s + r
  const keyOf = (relation: number, subjects: readonly number[]) =>
    new Coincidences(table, subjects.length - 1).of(promptOf(table, relation, subjects));

  it('depend on which cells have an answer in common, not on names', () => {
    expect(keyOf(0, [0, 2, 4])).toBe(keyOf(0, [1, 5, 3])); // none
    expect(keyOf(0, [0, 1, 4])).toBe(keyOf(0, [5, 6, 2])); // a*(0, 1) = a*(1, 0)
    expect(keyOf(0, [0, 1, 4])).not.toBe(keyOf(0, [0, 2, 4]));
    expect(keyOf(0, [0, 1, 4])).not.toBe(keyOf(0, [1, 0, 4]));
    expect(keyOf(0, [0, 2, 4])).not.toBe(keyOf(1, [0, 2, 4])); // sums in another order
  });

  it('depend on one prompt, not on earlier ones', () => {
    const coincidences = new Coincidences(table, 2);
    const prompt = promptOf(table, 0, [0, 2, 4]);
    const alone = coincidences.of(prompt);
    coincidences.of(promptOf(table, 0, [4, 3, 2]));
    expect(coincidences.of(prompt)).toBe(alone);
  });
});

describe('the memory of the control', () => {
  it('has the facts of contexts and queries, and no others', () => {
    const table = plainLatinTable('cyclic', 64, 4);
    const prompts = drawPrompts(table, 2, 5, RandomStream.of(seed, 'seen'));
    const seen = seenFacts(table, prompts);
    for (const { relation, context, query, answer } of prompts.prompts) {
      for (const [s, a] of [...context, [query, answer] as const]) expect(seen.answerOf(s, relation)).toBe(a);
    }
    expect(seen.facts).toBeLessThanOrEqual(15);
    expect(Array.from({ length: 64 }, (_, s) => seen.answerOf(s, 0))).toContain(NO_ANSWER);
    expect([seen.subjects, seen.relations, seen.answers]).toEqual([64, 4, 64]);
  });
});

describe('the search at a size', () => {
  it('finds that few prompts suffice for positional and for full attention', () => {
    const value = new SizeCase('cyclic', 10, 2, seed);
    const few = { ...SAMPLE_CRITERION, cases: 20, fresh: 100 };
    for (const learner of [POSITIONAL, FULL_ATTENTION]) expect(searchLeast(value, learner, few).value).toBeLessThanOrEqual(2);
  });

  it('finds no n* if two relations store the same context, whatever n', () => {
    const { value, range } = searchLeast(new SizeCase('bijections', 4, 2, seed), POSITIONAL, SAMPLE_CRITERION);
    expect([value, range]).toEqual([null, { least: expect.any(Number), most: null }]);
  });

  it('calls pulse before each draw', () => {
    let pulses = 0;
    const { looks } = searchLeast(new SizeCase('cyclic', 20, 2, seed), POSITIONAL, SAMPLE_CRITERION, () => pulses++);
    expect(pulses).toBe(looks.reduce((sum, { cases }) => sum + cases, 0));
  });
});

describe('the verdicts', () => {
  const SMALL = { tables: 'cyclic', pairs: 2, bits: [4, 5, 6, 7, 8, 10] } as const;
  const QUICK = { ...SAMPLE_CRITERION, within: 2, fresh: 50, cases: 10 };

  it('find no growth for positional attention, from 2⁸ to 2¹⁸', () => {
    const verdict = verdictOf({ ...SMALL, bits: [8, 10, 12, 14, 16, 18] }, POSITIONAL, SAMPLE_CRITERION);
    expect(verdict).toMatchObject({ word: 'HOLDS', by: 'fit' });
  });

  it('refute the control with e near 1, but not if its memory secretly stores everything', () => {
    const refuted = verdictOf(SMALL, SEEN_FACTS, QUICK, C1);
    expect(refuted.word).toBe('REFUTED');
    const fit = 'scaling' in refuted ? refuted.scaling.series[0].fit : null;
    if (fit?.kind !== 'fitted') throw new Error('the control has a fit');
    const [, , power] = fit.laws;
    expect(Math.abs(power.exponent - 1)).toBeLessThan(0.25);
    expect(verdictOf(SMALL, { ...SEEN_FACTS, stored: (table) => table }, QUICK, C1).word).not.toBe('REFUTED');
  });
});

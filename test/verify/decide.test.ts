import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../src/verify/decide/decide.js';
import { against, conclude } from '../../src/verify/conclusion.js';
import { counterexampleOf, type Confirmed } from '../../src/verify/decide/evaluator.js';
import type { ClaimsWithoutCases, Experiment } from '../../src/verify/experiment.js';
import { NO_HEARTBEAT } from '../../src/verify/decide/heartbeat.js';
import { planOf, reachOf, SUITE_ALPHA, type Plan } from '../../src/verify/decide/plan.js';
import { replayRegression } from '../../src/verify/decide/regression-case.js';
import type { ClaimResult } from '../../src/verify/decide/schedule.js';
import { runSuite } from '../../src/verify/decide/run-suite.js';
import { countDecided, inspect, type Selection } from '../../src/verify/decide/inspection.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { clopperPearson } from '../../src/verify/statistics/intervals/clopper-pearson.js';
import { confidenceSequence } from '../../src/verify/statistics/intervals/confidence-sequence.js';
import { SequentialTest } from '../../src/verify/statistics/sequential-test.js';
import { exitCodeOf, worstExitCode, type Verdict } from '../../src/verify/verdict.js';
import { GIVEN, toyClaim, toyExperiment, withChanges, type ToyRules } from './toy-claims.js';

const decidedOf = (experiments: readonly Experiment[], selection: Selection) =>
  countDecided(
    experiments.map((experiment) => inspect(experiment, 1n)),
    selection,
  ).claims;

const PLAN: Plan = { cases: 2000, least: 2000, hunted: 200, redraws: 0, alpha: 0.01, tolerance: 0.05 };

function decideToy(rules: ToyRules, plan: Plan = PLAN, seed = 1n): Verdict {
  const experiment = toyExperiment('toy', [rules]);
  return decide(experiment, [{ test: experiment.tests[0], plan }], seed)[0];
}

const universal = toyClaim({ kind: 'universal' });
const rate = toyClaim({ kind: 'rate' });
/** A margin that fails for a share of the numbers, evenly spread. */
const failing = (share: number) => (value: number) => (value % 1000 < 1000 * share ? -1 - value : 1);

/** Fails by "small" from 1,000 on, and more, by "large", from 500,000 on. */
const twoReasons = (): Experiment<number, number> => {
  const claim = toyClaim({
    kind: 'universal',
    thresholds: ['small', 'large'].map((quantity) => ({ quantity, bound: 'at most' as const, value: 0, basis: 'none' })),
  });
  const plain = toyExperiment('two reasons', [{ claim, margin: () => 1 }]);
  const conclusionOf = (value: number) =>
    conclude([against(claim, 'small', value >= 1000 ? 1 : -1), against(claim, 'large', value >= 500_000 ? value : -1)]);
  return { ...plain, tests: [{ claim, unmet: () => [], conclude: conclusionOf }] };
};

function broken(): never {
  throw new Error('broken');
}

describe('verdicts on toy claims', () => {
  it('a universal claim without violations HOLDS, with an upper limit of the rate', () => {
    const verdict = decideToy({ claim: universal, margin: () => 1 });
    expect(verdict).toMatchObject({
      word: 'HOLDS',
      by: 'estimate',
      estimate: { cases: 2000, violations: 0 },
      hunt: { cases: expect.any(Number), found: null },
    });
    expect(verdict.stopped).toBe('all 2000 planned cases were evaluated');
  });

  it('a universal claim that fails for 0.1 % is REFUTED by a shrunk counterexample that replays', () => {
    const verdict = decideToy(
      { claim: universal, margin: (value) => (value % 1000 === 777 ? -value : 1) },
      { ...PLAN, cases: 8000, least: 8000 },
    );
    // The smallest failing number is 777. How close the shrinker gets is up to fast-check, but it must end on a failing number.
    expect(verdict).toMatchObject({ word: 'REFUTED', by: 'counterexample', replays: 3 });
    if (verdict.word !== 'REFUTED' || verdict.by !== 'counterexample') throw new Error('unreachable');
    expect(Number(verdict.counterexample.case) % 1000).toBe(777);
    expect(verdict.stopped).toBe('a counterexample failed in 3 of 3 replays');
  });

  it('a violated threshold shrinks to the first number beyond it', () => {
    const verdict = decideToy({ claim: universal, margin: (value) => 4321 - value });
    expect(verdict).toMatchObject({
      word: 'REFUTED',
      counterexample: { case: 4322, conclusion: { margin: -1, quantity: 'margin' } },
    });
  });

  it('a rate of 3 % HOLDS at a tolerance of 5 % and is REFUTED at 2 %, given enough cases', () => {
    const margin = failing(0.03);
    expect(decideToy({ claim: rate, margin }, { ...PLAN, cases: 4000 }).word).toBe('HOLDS');
    expect(decideToy({ claim: rate, margin }, { ...PLAN, cases: 8000, tolerance: 0.02 })).toMatchObject({
      word: 'REFUTED',
      by: 'rate',
    });
  });

  it('stops as soon as the counts decide, and says so, but not before the least number of cases', () => {
    const open = { ...PLAN, least: 20 };
    const test = new SequentialTest(PLAN.tolerance, PLAN.alpha);
    const holds = decideToy({ claim: rate, margin: () => 1 }, open);
    const enough = test.belowFrom(0, 1);
    expect(holds).toMatchObject({ word: 'HOLDS', estimate: { cases: enough, violations: 0 } });
    expect(holds.stopped).toBe(`the interval lay on one side of the tolerance after ${enough} of at most 2000 cases`);
    const refuted = decideToy({ claim: rate, margin: () => -1 }, open);
    expect(refuted).toMatchObject({ word: 'REFUTED', by: 'rate', estimate: { cases: 20, violations: 20 } });
    const near = decideToy({ claim: rate, margin: failing(0.03) }, { ...open, cases: 8000 });
    if (near.word !== 'HOLDS' || near.by !== 'estimate') throw new Error(`unexpected ${near.word}`);
    const { cases, violations, interval, logEvidence } = near.estimate;
    expect(test.decide({ cases, violations })).toBe('below');
    expect(test.decide({ cases: cases - 1, violations })).toBeNull();
    expect(interval).toEqual(confidenceSequence({ cases, violations }, PLAN.alpha));
    expect(logEvidence).toBeGreaterThanOrEqual(-Math.log(PLAN.alpha));
  });

  it('a universal claim goes on after a violation, so that its rate is estimated', () => {
    const verdict = decideToy(
      { claim: universal, margin: (value) => (value % 2 === 0 ? -1 : 1) },
      { ...PLAN, cases: 300, least: 300 },
    );
    expect(verdict).toMatchObject({ word: 'REFUTED', by: 'counterexample', estimate: { cases: 300 } });
  });

  it('violations found by the hunt do not decide a rate', () => {
    const verdict = decideToy({ claim: rate, margin: failing(0.03) }, { ...PLAN, cases: 4000 });
    expect(verdict).toMatchObject({ word: 'HOLDS', hunt: { found: { conclusion: { quantity: 'margin' } } } });
  });

  it('too few cases are INCONCLUSIVE, with the number that would decide', () => {
    const verdict = decideToy({ claim: rate, margin: failing(0.03) }, { ...PLAN, cases: 100 });
    expect(verdict.word).toBe('INCONCLUSIVE');
    if (verdict.word !== 'INCONCLUSIVE' || verdict.by !== 'estimate') throw new Error('unreachable');
    expect(verdict.needed).toBeGreaterThan(100);
  });

  it('counts every evaluated case once, by stratum too, and does not stop at the first failure', () => {
    let calls = 0;
    const verdict = decideToy({
      claim: rate,
      margin: (value) => {
        calls++;
        return value % 2 === 0 ? -1 : 1;
      },
    });
    if (verdict.word !== 'REFUTED' || verdict.by !== 'rate') throw new Error(`unexpected ${verdict.word}`);
    const { estimate, hunt } = verdict;
    expect(estimate.cases).toBe(2000);
    expect(estimate.strata).toEqual([
      { name: 'even', cases: estimate.violations, violations: estimate.violations },
      { name: 'odd', cases: 2000 - estimate.violations, violations: 0 },
    ]);
    expect(calls).toBeGreaterThanOrEqual(2000 + hunt.cases);
  });

  it('few accepted cases are VACUOUS, whatever they show', () => {
    const verdict = decideToy({ claim: universal, margin: () => 1, meetsAssumptions: (value) => value % 60 === 0 });
    expect(verdict).toMatchObject({ word: 'VACUOUS', drawn: 20_000 });
  });

  it.each([200, 934, 3408])('few accepted cases are VACUOUS even where they would decide, with a plan of %d cases', (cases) => {
    for (const margin of [1, -1]) {
      const rules = { claim: rate, margin: () => margin, meetsAssumptions: (value: number) => value % 60 === 0 };
      expect(decideToy(rules, { ...PLAN, cases, least: 20 }).word).toBe('VACUOUS');
    }
    const half = { claim: rate, margin: () => 1, meetsAssumptions: (value: number) => value % 2 === 0 };
    expect(decideToy(half, { ...PLAN, cases, least: 20 }).word).toBe('HOLDS');
  });

  it('claims that share an experiment are decided as each would be alone', () => {
    const rules: ToyRules[] = [
      { claim: toyClaim({ id: 'A' }), margin: () => 1 },
      { claim: toyClaim({ id: 'B' }), margin: failing(0.03) },
      { claim: toyClaim({ id: 'C', kind: 'universal' }), margin: () => 1 },
      { claim: toyClaim({ id: 'D' }), margin: () => -1 },
    ];
    const plans: Plan[] = [
      { ...PLAN, least: 20 },
      { ...PLAN, cases: 3000, least: 20 },
      { ...PLAN, cases: 150, least: 150 },
      { ...PLAN, cases: 60, least: 30 },
    ];
    const together = toyExperiment('shared', rules);
    const verdicts = decide(
      together,
      together.tests.map((test, i) => ({ test, plan: plans[i] })),
      1n,
    );
    const alone = rules.map((rule, i) => {
      const experiment = toyExperiment('shared', [rule]);
      return decide(experiment, [{ test: experiment.tests[0], plan: plans[i] }], 1n)[0];
    });
    expect(verdicts).toEqual(alone);
    expect(verdicts.map(({ word }) => word)).toEqual(['HOLDS', 'HOLDS', 'HOLDS', 'REFUTED']);
    expect(verdicts[3]).toMatchObject({ estimate: { cases: 30 } });
  });

  it('an arbitrary that throws late does not affect earlier decisions', () => {
    const rules: ToyRules[] = [
      { claim: toyClaim({ id: 'A' }), margin: () => -1 },
      { claim: toyClaim({ id: 'B' }), margin: () => 1 },
    ];
    let drawn = 0;
    const arbitrary = fc.nat({ max: 999_999 }).map((value) => {
      if (++drawn === 80) throw new Error('late');
      return value;
    });
    const experiment = withChanges(toyExperiment('late', rules), { arbitrary });
    const plan = { ...PLAN, least: 20, hunted: 1 };
    const verdicts = decide(
      experiment,
      experiment.tests.map((test) => ({ test, plan })),
      1n,
    );
    expect(verdicts.map(({ word }) => word)).toEqual(['REFUTED', 'ERROR']);
  });

  it('a case that fails in every replay, but not when the hunt tries it, is UNSTABLE', () => {
    const failures = new Map<number, number>(); // every value fails four times: once in the estimate, three times in replays
    const margin = (value: number) => {
      const failed = (failures.get(value) ?? 0) + 1;
      failures.set(value, failed);
      return value % 1000 === 500 && failed <= 4 ? -1 : 1;
    };
    expect(decideToy({ claim: rate, margin })).toMatchObject({ word: 'UNSTABLE', replays: 4, failed: 3 });
  });

  it('cases outside the assumptions are counted separately, and never results of shrinking', () => {
    const verdict = decideToy({ claim: universal, margin: (value) => 99 - value, meetsAssumptions: (value) => value >= 300_000 });
    expect(verdict).toMatchObject({ word: 'REFUTED', counterexample: { case: 300_000 } });
    if (verdict.word !== 'REFUTED' || verdict.by !== 'counterexample') throw new Error('unreachable');
    expect(verdict.estimate?.cases).toBe(2000);
    expect(verdict.estimate?.rejected).toBeGreaterThan(600);
  });

  it.each([
    ['universal', universal],
    ['rate', rate],
  ])('a case of a %s claim that fails now and then is UNSTABLE, and is not shrunk', (_, claim) => {
    for (const period of [2, 20, 50, 300]) {
      let calls = 0;
      const values: number[] = [];
      const flips = (value: number) => {
        values.push(value);
        return ++calls % period === 0 ? -1 : 1;
      };
      const verdict = decideToy({ claim, margin: flips });
      expect([period, verdict.word]).toEqual([period, 'UNSTABLE']);
      expect(calls).toBeLessThanOrEqual(PLAN.cases + 3);
      expect(new Set(values.slice(-3)).size).toBe(1);
    }
  });

  it('a claim that throws or measures NaN is an ERROR with its case, and other claims continue', () => {
    const experiment = toyExperiment('errors', [
      {
        claim: universal,
        margin: (value) => {
          if (value > 10) throw new TypeError(`cannot take ${value}`);
          return 1;
        },
      },
      { claim: universal, margin: () => Number.NaN },
      { claim: universal, margin: () => 1 },
    ]);
    const verdicts = decide(
      experiment,
      experiment.tests.map((test) => ({ test, plan: PLAN })),
      1n,
    );
    expect(verdicts.map(({ word }) => word)).toEqual(['ERROR', 'ERROR', 'HOLDS']);
    expect(verdicts[0]).toMatchObject({ message: expect.stringMatching(/TypeError: cannot take \d+/) });
    expect(verdicts[1]).toMatchObject({ message: expect.stringMatching(/"margin" is not a finite number \(NaN, margin NaN\)/) });
  });

  it.each([
    ['redraw', { factors: [{ name: 'the number', redraw: broken }] }],
    ['describe', { describe: broken }],
    ['encode', { encode: broken, key: String }],
  ] as const)('a counterexample that cannot be put into words (%s) is an ERROR of its claim, and the others go on', (_, change) => {
    const rules: ToyRules[] = [
      { claim: universal, margin: (value) => 999.5 - value },
      { claim: universal, margin: () => 1 },
    ];
    const experiment = withChanges(toyExperiment('wordless', rules), change);
    const verdicts = decide(
      experiment,
      experiment.tests.map((test) => ({ test, plan: { ...PLAN, redraws: 5 } })),
      1n,
    );
    expect(verdicts.map(({ word }) => word)).toEqual(['ERROR', 'HOLDS']);
    expect(verdicts[0]).toMatchObject({ message: 'Error: broken' });
  });

  it('an arbitrary that throws is an ERROR of its claims, with the stream and the index', () => {
    const arbitrary = fc.nat({ max: 999_999 }).map((value) => {
      if (value % 10 === 9) throw new RangeError('cannot draw this');
      return value;
    });
    const experiment = withChanges(toyExperiment('throwing', [{ claim: rate, margin: () => 1 }]), { arbitrary });
    const [verdict] = decide(experiment, [{ test: experiment.tests[0], plan: PLAN }], 1n);
    expect(verdict).toMatchObject({
      word: 'ERROR',
      message: 'RangeError: cannot draw this',
      case: { origin: { stream: ['1', 'estimate', 'throwing', expect.any(Number)] } },
    });
    const results = runSuite([experiment, toyExperiment('sound', [{ claim: toyClaim({ id: 'S' }), margin: () => 1 }])], {
      seed: 1n,
      budget: 'quick',
      claims: 2,
      only: null,
    });
    expect(results.map(({ verdict: { word } }) => word)).toEqual(['ERROR', 'HOLDS']);
  });

  it('an arbitrary that throws only in the hunt is an ERROR too', () => {
    const plain = toyExperiment('edgy', [{ claim: rate, margin: () => 1 }]);
    const arbitrary = fc.nat({ max: 999_999 }).map((value) => {
      if (value === 0) throw new RangeError('no zero'); // an edge of the hunt
      return value;
    });
    const [verdict] = decide(
      withChanges(plain, { arbitrary }),
      [{ test: plain.tests[0], plan: { ...PLAN, cases: 100, least: 100 } }],
      1n,
    );
    expect(verdict).toMatchObject({ word: 'ERROR', message: 'RangeError: no zero' });
  });

  it('a case that throws only in the hunt is an ERROR too', () => {
    // 0 is an edge case of the hunt and, in 2,000 draws of a million, none of the estimate.
    const verdict = decideToy({
      claim: universal,
      margin: (value) => {
        if (value === 0) throw new Error('zero');
        return 1;
      },
    });
    expect(verdict).toMatchObject({ word: 'ERROR', message: 'Error: zero', case: 0 });
  });

  it.each([
    ['a sampled', undefined],
    ['an enumerated', () => [1, 2, 3]],
  ])('%s claim whose case of an earlier run comes and goes is UNSTABLE, whatever this run finds', (_, enumerate) => {
    const experiment = toyExperiment('toy', [
      { claim: universal, margin: () => 1, ...(enumerate === undefined ? {} : { enumerate }) },
    ]);
    const [test] = experiment.tests;
    const counterexample = counterexampleOf(experiment, { value: 2, conclusion: test.conclude(2, 2) });
    const wordOf = (regression: Confirmed | null) => decide(experiment, [{ test, plan: PLAN, regression }], 1n)[0];
    expect(wordOf({ counterexample, replays: 59, failed: 2 })).toMatchObject({
      word: 'UNSTABLE',
      counterexample: { case: 2 },
      replays: 59,
      failed: 2,
    });
    expect(wordOf(null).word).toBe('HOLDS');
  });

  it.each([undefined, () => [1, 2, 3]])('a replay that throws is an ERROR of its claim, not of the run', (enumerate) => {
    let calls = 0;
    const planned = enumerate === undefined ? PLAN.cases : 3;
    const margin = () => {
      if (++calls > planned) throw new Error('only once');
      return -1;
    };
    const rules = { claim: universal, margin, ...(enumerate === undefined ? {} : { enumerate }) };
    expect(decideToy(rules)).toMatchObject({ word: 'ERROR', message: 'Error: only once' });
  });

  it('a finite domain is enumerated', () => {
    const enumerate = () => [1, 2, 3];
    expect(decideToy({ claim: universal, margin: () => 0, enumerate })).toMatchObject({
      word: 'HOLDS',
      by: 'enumeration',
      enumeration: { cases: 3 },
    });
    expect(decideToy({ claim: universal, margin: (value) => 2 - value, enumerate })).toMatchObject({
      word: 'REFUTED',
      counterexample: { case: 3 },
    });
  });

  it('an enumeration follows the same rules: assumptions, replays, rates, and at least one case', () => {
    const ten = () => Array.from({ length: 10 }, (_, i) => i);
    expect(decideToy({ claim: universal, margin: () => 1, enumerate: () => [] })).toMatchObject({ word: 'VACUOUS', drawn: 0 });
    const outside = decideToy({
      claim: universal,
      margin: (value) => 4 - value,
      meetsAssumptions: (value) => value < 5,
      enumerate: ten,
    });
    expect(outside).toMatchObject({ word: 'HOLDS', enumeration: { cases: 5, rejected: 5 } });
    const oneInTen = (value: number) => (value === 3 ? -1 : 1);
    expect(decideToy({ claim: rate, margin: oneInTen, enumerate: ten }, { ...PLAN, tolerance: 0.1 })).toMatchObject({
      word: 'HOLDS',
    });
    expect(decideToy({ claim: rate, margin: oneInTen, enumerate: ten }, { ...PLAN, tolerance: 0.09 })).toMatchObject({
      word: 'REFUTED',
      replays: 3,
    });
    let calls = 0;
    expect(decideToy({ claim: universal, margin: () => (++calls === 4 ? -1 : 1), enumerate: ten }).word).toBe('UNSTABLE');
  });

  it('a universal claim without a violation is INCONCLUSIVE while its upper bound is above the tolerance', () => {
    expect(decideToy({ claim: universal, margin: () => 1 }, { ...PLAN, cases: 50 })).toMatchObject({
      word: 'INCONCLUSIVE',
      estimate: { violations: 0 },
    });
  });

  it('a scaling claim without a domain of sizes is an ERROR, not a guess', () => {
    expect(decideToy({ claim: toyClaim({ kind: 'scaling' }), margin: () => 1 })).toMatchObject({
      word: 'ERROR',
      message: expect.stringMatching(/needs a finite domain of sizes/),
    });
  });

  it('a number that is not finite is an ERROR of its claim, not an exception', () => {
    expect(decideToy({ claim: universal, margin: () => Infinity })).toMatchObject({
      word: 'ERROR',
      message: expect.stringMatching(/not a finite number/),
    });
  });

  it('the same seed gives the same verdict, another seed other cases', () => {
    const margin = failing(0.03);
    expect(decideToy({ claim: rate, margin })).toEqual(decideToy({ claim: rate, margin }));
    expect(decideToy({ claim: rate, margin }, PLAN, 2n)).not.toEqual(decideToy({ claim: rate, margin }));
  });

  it('observes a case once for all the claims that share it', () => {
    let observed = 0;
    const plain = toyExperiment('shared', [
      { claim: rate, margin: () => 1 },
      { claim: rate, margin: () => 1 },
    ]);
    const experiment: Experiment<number, number> = { ...plain, observe: (value) => (observed++, value) };
    decide(
      experiment,
      experiment.tests.map((test) => ({ test, plan: { ...PLAN, hunted: 0 } })),
      1n,
    );
    expect(observed).toBe(PLAN.cases);
  });
});

describe('violations within rounding', () => {
  /** Fails by a tenth for every third number, as rounding might, and not when evaluated exactly, except for `real`. */
  function roundingToy(envelope: number, real: (value: number) => boolean, kind: 'universal' | 'rate' = 'universal') {
    const claim = toyClaim({ kind });
    let again = 0;
    const plain = toyExperiment('rounded', [{ claim, margin: (value) => (value % 3 === 0 ? -0.1 : 1) }]);
    const [test] = plain.tests;
    const rounding = {
      envelope: () => envelope,
      again: (value: number) => (again++, conclude([against(claim, 'margin', real(value) ? -0.1 : 0.01)])),
    };
    const experiment: Experiment<number, number> = { ...plain, tests: [{ ...test, rounding }] };
    const [verdict] = decide(
      experiment,
      [{ test: experiment.tests[0], plan: { ...PLAN, cases: 300, least: 300, hunted: 30 } }],
      1n,
    );
    return { verdict, again };
  }

  it('that an exact evaluation does not confirm are no violations, and are counted as rounding only', () => {
    const { verdict, again } = roundingToy(0.2, () => false);
    if (verdict.word !== 'HOLDS' && verdict.word !== 'INCONCLUSIVE') throw new Error(`unexpected ${verdict.word}`);
    if (verdict.by !== 'estimate') throw new Error('unreachable');
    const { estimate, hunt } = verdict;
    expect(estimate.violations).toBe(0);
    expect(estimate.roundingOnly).toBeGreaterThan(60);
    expect(estimate.spreads[0].leastMargin).toBe(0.01); // the exact one
    expect(hunt.found).toBeNull();
    expect(again).toBeGreaterThanOrEqual(estimate.roundingOnly);
  });

  it('that an exact evaluation confirms are violations, and those beyond the envelope are not evaluated again', () => {
    expect(roundingToy(0.2, (value) => value % 2 === 0).verdict).toMatchObject({ word: 'REFUTED', counterexample: { case: 0 } });
    const { verdict, again } = roundingToy(0.05, () => false);
    expect([verdict.word, again]).toEqual(['REFUTED', 0]);
  });

  it('that an exact evaluation confirms are not counted as rounding only', () => {
    const { verdict } = roundingToy(0.2, () => true);
    if (verdict.word !== 'REFUTED' || verdict.by !== 'counterexample') throw new Error(`unexpected ${verdict.word}`);
    expect(verdict.estimate).toMatchObject({ cases: 300, roundingOnly: 0 });
    expect(verdict.estimate?.violations).toBeGreaterThan(60);
    expect(verdict.counterexample.conclusion).not.toHaveProperty('roundingOnly');
    const mixed = roundingToy(0.2, (value) => value % 2 === 0).verdict;
    if (mixed.word !== 'REFUTED' || mixed.by !== 'counterexample') throw new Error(`unexpected ${mixed.word}`);
    const { violations = 0, roundingOnly = 0 } = mixed.estimate ?? {};
    expect([violations > 30, violations + roundingOnly]).toEqual([true, verdict.estimate?.violations]);
  });

  it('that cannot be evaluated exactly are violations', () => {
    const claim = toyClaim({ kind: 'universal' });
    const plain = toyExperiment('rounded', [{ claim, margin: () => -0.1 }]);
    const experiment: Experiment<number, number> = {
      ...plain,
      tests: [{ ...plain.tests[0], rounding: { envelope: () => 1, again: () => null } }],
    };
    expect(decide(experiment, [{ test: experiment.tests[0], plan: PLAN }], 1n)[0].word).toBe('REFUTED');
  });
});

describe('calls of a claim', () => {
  it.each([
    ['a universal claim that holds', 'universal', () => 1],
    ['one that is refuted and shrunk', 'universal', (value: number) => 999.5 - value],
    ['a rate claim with exceptions', 'rate', (value: number) => (value % 50 === 0 ? -value : 1)],
  ] as const)('are all counted: %s', (_, kind, margin) => {
    let calls = 0;
    const rules = { claim: toyClaim({ kind }), margin: (value: number) => (calls++, margin(value)) };
    const plain = toyExperiment('counted', [rules]);
    const factors = [{ name: 'the number', redraw: (_value: number, random: RandomStream) => random.integer(1_000_000) }];
    const experiment = withChanges(plain, { factors });
    const [verdict] = decide(experiment, [{ test: experiment.tests[0], plan: { ...PLAN, redraws: 15 } }], 1n);
    if (!('hunt' in verdict) || verdict.hunt === null || !('estimate' in verdict) || verdict.estimate === null) {
      throw new Error(`unexpected ${verdict.word}`);
    }
    expect(calls).toBe(verdict.estimate.cases + verdict.hunt.evaluations);
  });
});

describe('factors of a counterexample', () => {
  /** Cases are two numbers, encoded as one. The claim fails by the first only. */
  function effects(redraws: number) {
    const plain = toyExperiment('parts', [{ claim: universal, margin: (value) => (Math.floor(value / 1000) >= 500 ? -1 : 1) }]);
    const experiment = withChanges(plain, {
      factors: [
        { name: 'thousands', redraw: (value, random) => random.integer(1000) * 1000 + (value % 1000) },
        { name: 'rest', redraw: (value, random) => Math.floor(value / 1000) * 1000 + random.integer(1000) },
        { name: 'lost', redraw: () => null },
      ],
    });
    const [verdict] = decide(experiment, [{ test: experiment.tests[0], plan: { ...PLAN, redraws } }], 1n);
    if (verdict.word !== 'REFUTED' || verdict.by !== 'counterexample') throw new Error(`unexpected ${verdict.word}`);
    return verdict.hunt?.factors ?? [];
  }

  it('are redrawn one at a time: the failure persists always if a factor does not matter, less often if it does', () => {
    const factors = effects(200);
    expect(factors.map(({ factor, redrawn }) => [factor, redrawn])).toEqual([
      ['thousands', 200],
      ['rest', 200],
    ]);
    const [thousands, rest] = factors;
    expect(thousands.failing).toBeGreaterThan(70);
    expect(thousands.failing).toBeLessThan(130);
    expect(rest.failing).toBe(200);
    expect(rest.interval).toEqual(clopperPearson(200, 200, 0.05));
    expect(thousands.interval.lower).toBeLessThan(0.5);
    expect(thousands.interval.upper).toBeGreaterThan(0.5);
  });

  it('are not redrawn when the plan has no redraws', () => {
    expect(effects(0)).toEqual([]);
  });

  it('count only failures by the quantity of the counterexample', () => {
    const plain = twoReasons();
    const experiment = withChanges(plain, {
      factors: [
        { name: 'less', redraw: (_, random) => 1000 + random.integer(499_000) }, // fails by "small"
        { name: 'more', redraw: (_, random) => 500_000 + random.integer(500_000) }, // by "large", as the counterexample
      ],
    });
    const [verdict] = decide(experiment, [{ test: experiment.tests[0], plan: { ...PLAN, redraws: 15 } }], 1n);
    if (verdict.word !== 'REFUTED' || verdict.by !== 'counterexample') throw new Error(`unexpected ${verdict.word}`);
    expect(verdict.counterexample.conclusion.quantity).toBe('large');
    expect(verdict.hunt?.factors.map((each) => [each.factor, each.redrawn, each.failing])).toEqual([
      ['less', 15, 0],
      ['more', 15, 15],
      ['all of them', 15, 15],
    ]);
  });
});

describe('planted violations', () => {
  it.each([0.05, 0.01, 0.001])('of a share of %d are found as often as the plan promises', (share) => {
    // The plan makes a promise about a rate. The hunt is left out, since its cases are biased.
    const claim = toyClaim({ kind: 'universal', tolerance: { quick: 0.001, standard: 0.001, thorough: 0.001 } });
    const { alpha, tolerance } = planOf(claim, 'quick', 1);
    const cases = Math.ceil(Math.log(0.05) / Math.log1p(-share)); // 1 − (1 − share)^n = 0.95
    const plan = { cases, least: cases, hunted: 1, redraws: 0, alpha, tolerance };
    expect(reachOf(claim, plan).refutes).toBeLessThanOrEqual(share * (1 + 1e-9));
    let found = 0;
    for (let seed = 0; seed < 60; seed++) {
      const margin = (value: number) => ((value + 500_000) % 1_000_000 < 1_000_000 * share ? -1 : 1); // not at an edge
      if (decideToy({ claim, margin }, plan, BigInt(seed)).word === 'REFUTED') found++;
    }
    // Of 60 runs at 95 % fewer than 51 have a chance below 10⁻³.
    expect(found).toBeGreaterThanOrEqual(51);
  });
});

describe('existence claims', () => {
  const existence = toyClaim({ kind: 'existence' });
  const plan: Plan = { ...PLAN, cases: 500, least: 0 };

  it('hold by the simplest witness found, if it replays', () => {
    const verdict = decideToy({ claim: existence, margin: (value) => (value % 1000 >= 900 ? 0 : -1) }, plan);
    expect(verdict).toMatchObject({
      word: 'HOLDS',
      by: 'witness',
      replays: 3,
      stopped: 'a witness satisfied the claim in 3 of 3 replays',
    });
    if (verdict.word !== 'HOLDS' || verdict.by !== 'witness') throw new Error('unreachable');
    expect(Number(verdict.witness.case) % 1000).toBe(900);
    expect(decideToy({ claim: existence, margin: () => 1 }, plan)).toMatchObject({ searched: 1 }); // the first case was one
    expect(verdict.witness.conclusion.margin).toBe(0);
  });

  it('are INCONCLUSIVE without a witness, however many cases were searched', () => {
    const verdict = decideToy({ claim: existence, margin: () => -1 }, plan);
    expect(verdict).toMatchObject({ word: 'INCONCLUSIVE', by: 'search' });
    if (verdict.word !== 'INCONCLUSIVE' || verdict.by !== 'search') throw new Error('unreachable');
    let calls = 0;
    const counted = decideToy(
      { claim: existence, margin: () => (calls++, -1), meetsAssumptions: (value) => value % 2 === 0 },
      plan,
    );
    expect(counted).toMatchObject({ word: 'INCONCLUSIVE', searched: calls });
    expect(verdict.searched).toBeGreaterThan(600);
  });

  it('are refuted by enumerating a finite domain, and by nothing else', () => {
    const enumerate = () => [1, 2, 3, 2];
    expect(decideToy({ claim: existence, margin: () => -1, enumerate }, plan)).toMatchObject({
      word: 'REFUTED',
      by: 'enumeration',
      enumeration: { cases: 3 }, // equal values are one case of a domain
    });
    expect(decideToy({ claim: existence, margin: (value) => value - 2, enumerate }, plan)).toMatchObject({
      word: 'HOLDS',
      by: 'witness',
      witness: { case: 2 },
    });
  });

  it('evaluate only cases that meet the assumptions, and are UNSTABLE if the witness does not replay', () => {
    const outside = { claim: existence, margin: () => 1, meetsAssumptions: () => false };
    expect(decideToy(outside, plan)).toMatchObject({ word: 'VACUOUS', accepted: 0 }); // nothing was evaluated
    let calls = 0;
    expect(decideToy({ claim: existence, margin: () => (++calls % 2 === 0 ? 1 : -1) }, plan).word).toBe('UNSTABLE');
  });

  it('find witnesses that only the draws have, and witnesses that only the hunt has', () => {
    const drawn = decideToy(
      { claim: existence, margin: (value) => (value % 300 === 7 && value > 1000 ? 1 : -1) },
      { ...plan, hunted: 0, cases: 3000 },
    );
    expect(drawn).toMatchObject({ word: 'HOLDS', by: 'witness' });
    const hunted = decideToy({ claim: existence, margin: (value) => (value === 0 ? 1 : -1) }, plan);
    expect(hunted).toMatchObject({ word: 'HOLDS', by: 'witness', witness: { case: 0 } });
  });

  it('are ERRORs wherever they throw, and UNSTABLE if an enumerated witness does not replay', () => {
    const throwing = () => {
      throw new Error('broken');
    };
    const experiment = toyExperiment('errors', [{ claim: existence, margin: () => 1 }]);
    const [test] = experiment.tests;
    const words = (changed: Experiment<number, number>) => decide(changed, [{ test: changed.tests[0], plan }], 1n)[0].word;
    expect(words({ ...experiment, tests: [{ ...test, unmet: throwing }] })).toBe('ERROR');
    expect(words({ ...experiment, observe: throwing })).toBe('ERROR');
    expect(words(withChanges(experiment, { enumerate: throwing }))).toBe('ERROR');
    expect(words(withChanges(experiment, { enumerate: () => [1], encode: throwing }))).toBe('ERROR');
    let calls = 0;
    const flips = { claim: existence, margin: () => (++calls === 2 ? 1 : -1), enumerate: () => [1, 2, 3] };
    expect(decideToy(flips, plan).word).toBe('UNSTABLE');
  });

  it('take no share of α', () => {
    const experiment = toyExperiment('mixed', [
      { claim: existence, margin: () => 1 },
      { claim: rate, margin: () => 1 },
    ]);
    expect(decidedOf([experiment], { budget: 'quick', only: null })).toBe(1);
    const results = runSuite([experiment], { seed: 1n, budget: 'quick', claims: 1, only: null });
    expect(results.map(({ verdict }) => verdict.word)).toEqual(['HOLDS', 'HOLDS']);
  });
});

describe('counterexamples', () => {
  it('shrink by the quantity that failed first, not to a different failure', () => {
    const experiment = twoReasons();
    const [verdict] = decide(experiment, [{ test: experiment.tests[0], plan: { ...PLAN, cases: 200, least: 200 } }], 1n);
    expect(verdict).toMatchObject({ word: 'REFUTED', counterexample: { case: 500_000, conclusion: { quantity: 'large' } } });
    // A number half as bad as the worst is below 500,000, where it fails by another quantity: the minimal one is severe enough.
    expect(verdict).toMatchObject({ hunt: { severe: null } });
  });

  it('come with the simplest case that fails half as badly as the worst', () => {
    const verdict = decideToy({ claim: universal, margin: (value) => 999.5 - value });
    if (verdict.word !== 'REFUTED' || verdict.by !== 'counterexample') throw new Error(`unexpected ${verdict.word}`);
    const worst = verdict.estimate?.worst?.conclusion.margin ?? 0;
    const severe = verdict.hunt?.severe;
    expect(verdict.counterexample.case).toBe(1000);
    expect(severe?.conclusion.margin).toBeLessThanOrEqual(worst / 2);
    expect(severe?.conclusion.margin).toBeGreaterThan(worst / 2 - 2); // the next smaller number is not severe
    const heavy = decideToy({ claim: { ...universal, heavy: true }, margin: (value) => 999.5 - value });
    expect(heavy).toMatchObject({ word: 'REFUTED', hunt: { severe: null } }); // shrinking once takes long enough
  });

  it('come with no severe case if all fail equally', () => {
    const verdict = decideToy({ claim: universal, margin: (value) => (value >= 10 ? -1 : 1) });
    expect(verdict).toMatchObject({ word: 'REFUTED', counterexample: { case: 10 }, hunt: { severe: null } });
  });

  it('are hunted among distinct values, each evaluated once', () => {
    const values: number[] = [];
    const verdict = decideToy(
      { claim: universal, margin: (value) => (values.push(value), 1) },
      { ...PLAN, cases: 100, least: 100 },
    );
    if (verdict.word !== 'HOLDS' || verdict.by !== 'estimate') throw new Error(`unexpected ${verdict.word}`);
    const hunted = values.slice(100);
    expect(new Set(hunted).size).toBe(hunted.length);
    expect(verdict.hunt.cases).toBe(hunted.length);
    expect(hunted.length).toBeLessThanOrEqual(200);
  });
});

describe('conclusions', () => {
  it('fail by their worst quantity', () => {
    const quantities = [
      { name: 'one', value: 3, margin: 0.5 },
      { name: 'two', value: 4, margin: -0.25 },
    ];
    expect(conclude(quantities)).toEqual({ margin: -0.25, quantity: 'two', quantities });
    expect(() => conclude([])).toThrow(/at least one/);
  });
});

describe('a suite', () => {
  it('plans every claim with its share of α, and runs only the selected claims', () => {
    const claims = ['A', 'B', 'C'].map((id) => toyClaim({ id }));
    const experiment = toyExperiment(
      'suite',
      claims.map((claim) => ({ claim, margin: () => 1 })),
    );
    const results = runSuite([experiment], { seed: 1n, budget: 'quick', claims: 2, only: new Set(['A', 'C']) });
    expect(results.map(({ claim, plan, verdict }) => [claim.id, plan?.alpha, verdict.word])).toEqual([
      ['A', 0.025, 'HOLDS'],
      ['B', undefined, 'SKIPPED'],
      ['C', 0.025, 'HOLDS'],
    ]);
  });

  it('skips a claim below its least budget: nothing measured, and no share of α', () => {
    const claims = [toyClaim({ id: 'A', leastBudget: { budget: 'standard', why: 'it is slow' } }), toyClaim({ id: 'B' })];
    const experiment: Experiment = {
      ...toyExperiment('slow', [
        { claim: claims[0], margin: never },
        { claim: claims[1], margin: () => 1 },
      ]),
    };
    const options = { seed: 1n, claims: 1, only: null } as const;
    const [a, b] = runSuite([experiment], { ...options, budget: 'quick' });
    expect([a.plan, a.verdict]).toEqual([
      null,
      { word: 'SKIPPED', by: 'budget', least: 'standard', stopped: 'the quick budget skips the claim: it is slow' },
    ]);
    expect(b.verdict.word).toBe('HOLDS');
    expect(exitCodeOf(a.verdict.word, 'HOLDS')).toBe(0);
    expect(decidedOf([experiment], { budget: 'quick', only: null })).toBe(1);
    expect(decidedOf([experiment], { budget: 'quick', only: new Set(['A']) })).toBe(0);
    for (const budget of ['standard', 'thorough'] as const) {
      expect(decidedOf([experiment], { budget, only: null })).toBe(2);
      expect(runSuite([experiment], { ...options, budget })[0].verdict.word).toBe('ERROR'); // now it is evaluated
    }

    function never(): never {
      throw new Error('evaluated');
    }
  });

  it('on a given subject: NOT APPLICABLE if an assumption is broken, with an exploratory measurement', () => {
    const experiment = toyExperiment('given', [
      { claim: toyClaim({ id: 'A' }), margin: (value) => 500_000 - value, meetsAssumptions: () => false },
      { claim: toyClaim({ id: 'B' }), margin: () => 1 },
    ]);
    const [a, b] = runSuite([{ ...experiment, origin: GIVEN }], { seed: 1n, budget: 'quick', claims: 2, only: null });
    expect(a.verdict).toMatchObject({
      word: 'NOT APPLICABLE',
      unmet: [{ assumption: 'in range' }],
      exploratory: { cases: 20 },
    });
    expect(b.verdict.word).toBe('HOLDS');
    if (a.verdict.word !== 'NOT APPLICABLE') throw new Error('unreachable');
    expect(a.verdict.exploratory?.violations).toBeGreaterThan(0);
  });

  it('on a given subject without cases: NOT APPLICABLE, nothing measured, and no share of α', () => {
    const plain = toyExperiment('plain', [{ claim: toyClaim({ id: 'A' }), margin: () => 1 }]);
    const none: ClaimsWithoutCases = {
      id: 'no case',
      scope: GIVEN.scope,
      claims: [toyClaim({ id: 'B' })],
      unmet: [{ assumption: 'some case', offenders: ['there is none'] }],
    };
    const options = { seed: 1n, budget: 'quick', only: null } as const;
    const called: ClaimResult[] = [];
    const results = runSuite([plain], { ...options, withoutCases: [none], onResult: (result) => called.push(result) });
    expect(called).toEqual(results);
    const [a, b] = results;
    expect([a.verdict.word, a.plan?.alpha]).toEqual(['HOLDS', SUITE_ALPHA]);
    expect(b).toMatchObject({ plan: null, scope: GIVEN.scope, origin: GIVEN });
    expect(b.verdict).toMatchObject({ word: 'NOT APPLICABLE', unmet: [{ assumption: 'some case' }], exploratory: null });
  });

  it('exits with the worst code: an error is worse than a contrary verdict, which is worse than an undecided one', () => {
    expect(exitCodeOf('HOLDS', 'HOLDS')).toBe(0);
    expect(exitCodeOf('HOLDS', 'REFUTED')).toBe(1);
    expect(exitCodeOf('NOT APPLICABLE', 'HOLDS')).toBe(0);
    expect(['INCONCLUSIVE', 'VACUOUS', 'UNSTABLE'].map((word) => exitCodeOf(word as 'VACUOUS', 'HOLDS'))).toEqual([2, 2, 2]);
    expect(exitCodeOf('ERROR', 'REFUTED')).toBe(3);
    expect([worstExitCode([]), worstExitCode([0, 2]), worstExitCode([2, 1, 0]), worstExitCode([1, 3, 2])]).toEqual([0, 2, 1, 3]);
  });
});

describe('encoding and describing a case', () => {
  const throwing = (): never => {
    throw new Error('no words');
  };

  it('may throw like the claim, which affects only that claim: for a drawn, an explored or a regression case', () => {
    const options = { seed: 1n, budget: 'quick', only: null } as const;
    const sound = toyExperiment('sound', [{ claim: toyClaim({ id: 'S' }), margin: () => 1 }]);
    const faulty = toyExperiment('faulty', [
      { claim: toyClaim({ id: 'A' }), margin: throwing },
      { claim: toyClaim({ id: 'B' }), margin: () => 1 },
    ]);
    const words = (experiments: readonly Experiment[]) => runSuite(experiments, options).map(({ verdict }) => verdict.word);
    // The hunt compares cases by their encoded values: if encoding throws, the claim is an ERROR too.
    expect(words([withChanges(faulty, { encode: throwing }), sound])).toEqual(['ERROR', 'ERROR', 'HOLDS']);
    const outside = toyExperiment('outside', [{ claim: toyClaim({ id: 'A' }), margin: () => -1, meetsAssumptions: () => false }]);
    expect(words([withChanges(outside, { origin: GIVEN, describe: throwing }), sound])).toEqual(['ERROR', 'HOLDS']);
    const mute = toyExperiment('mute', [{ claim: toyClaim({ id: 'A' }), margin: throwing, meetsAssumptions: () => false }]);
    expect(words([withChanges(mute, { origin: GIVEN, encode: throwing }), sound])).toEqual(['ERROR', 'HOLDS']);
    for (const change of [{ describe: throwing }, { decode: throwing }]) {
      const experiment: Experiment = withChanges(toyExperiment('regressions', [{ claim: universal, margin: () => -1 }]), change);
      const outcome = replayRegression(experiment, { name: 'one', test: 0, case: 1, replays: 3 }, NO_HEARTBEAT);
      expect(outcome).toMatchObject({ state: 'error', message: 'Error: no words', case: 1 });
    }
  });
});

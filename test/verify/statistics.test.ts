import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CLAIMS } from '../../properties/catalogue/claims.js';
import { BUDGET_NAMES } from '../../src/verify/claim.js';
import { toyClaim } from './toy-claims.js';
import { casesToDecide, planOf, reachOf, SUITE_ALPHA } from '../../src/verify/decide/plan.js';
import { betaLowerQuantile, betaTails, betaUpperQuantile } from '../../src/verify/statistics/beta.js';
import { confidenceSequence, logMixture } from '../../src/verify/statistics/intervals/confidence-sequence.js';
import { SequentialTest, Watch } from '../../src/verify/statistics/sequential-test.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { SEED } from '../kit/seed.js';
import { clopperPearson } from '../../src/verify/statistics/intervals/clopper-pearson.js';
import { M1 } from '../../spec/claims/m1-memory-recall.js';
import { C6 } from '../../spec/claims/controls.js';

type ExactValues = {
  cp: [side: 'lo' | 'hi', n: number, k: number, alpha: number, tail: number, a: number, b: number, limit: string][];
  qbeta: [p: number, a: number, b: number, quantile: string][];
  mix: [n: number, k: number, p: number, a: number, b: number, logM: string][];
  pbeta: [x: number, a: number, b: number, lower: string, upper: string][];
};
const exact = JSON.parse(readFileSync(new URL('../vectors/beta-exact-values.json', import.meta.url), 'utf8')) as ExactValues;

/** The relative error, or the absolute one when the exact value underflows a float64. */
function error(value: number, digits: string): number {
  const wanted = Number(digits);
  return wanted === 0 ? value : Math.abs(value - wanted) / wanted;
}

describe('Clopper–Pearson against 60-digit values', () => {
  it(`has all ${exact.cp.length} limits to 10⁻¹¹, n up to 10⁶`, () => {
    const errors = exact.cp.map(([side, n, k, alpha, , , , limit]) => {
      const { lower, upper } = clopperPearson(n, k, alpha);
      return error(side === 'lo' ? lower : upper, limit);
    });
    expect(errors).toHaveLength(150);
    expect(Math.max(...errors)).toBeLessThan(1e-11);
  });

  it('is 0 … 1 without cases, and refuses invalid counts', () => {
    expect(clopperPearson(0, 0, 0.05)).toEqual({ lower: 0, upper: 1 });
    expect(() => clopperPearson(3, 4, 0.05)).toThrow(/0 ≤ k ≤ n/);
    expect(() => clopperPearson(3.5, 1, 0.05)).toThrow(/whole/);
  });

  it('misses the true rate with a chance of at most α (summed over all outcomes)', () => {
    for (const [n, p] of [
      [20, 0.02],
      [60, 0.1],
      [60, 0.5],
    ]) {
      let missed = 0;
      let chance = (1 - p) ** n; // P(k = 0)
      for (let k = 0; k <= n; k++) {
        const { lower, upper } = clopperPearson(n, k, 0.05);
        if (p < lower || p > upper) missed += chance;
        chance *= ((n - k) / (k + 1)) * (p / (1 - p));
      }
      expect(missed).toBeLessThanOrEqual(0.05);
    }
  });
});

describe('the beta distribution against 60-digit values', () => {
  it('has its quantiles to 10⁻⁹, down to 10⁻³²⁶', () => {
    const errors = exact.qbeta.map(([p, a, b, quantile]) => error(betaLowerQuantile(p, a, b), quantile));
    expect(Math.max(...errors)).toBeLessThan(1e-9);
  });

  it('has both tails to a relative 10⁻¹⁰', () => {
    const errors = exact.pbeta.flatMap(([x, a, b, lower, upper]) => {
      const tails = betaTails(a, b, x);
      return [error(tails.lower, lower), error(tails.upper, upper)];
    });
    expect(Math.max(...errors)).toBeLessThan(1e-10);
  });

  it('has quantiles of the upper tail that mirror those of the lower', () => {
    expect(betaUpperQuantile(0.025, 3, 8)).toBeCloseTo(1 - betaLowerQuantile(0.025, 8, 3), 14);
    expect(betaUpperQuantile(0.9, 3, 8)).toBeCloseTo(betaLowerQuantile(0.1, 3, 8), 14);
    expect([betaTails(2, 3, 0), betaTails(2, 3, 1)]).toEqual([
      { lower: 0, upper: 1 },
      { lower: 1, upper: 0 },
    ]);
  });
});

describe('the confidence sequence', () => {
  it(`has all ${exact.mix.length} log-mixtures to a relative 10⁻¹², n up to 10⁷`, () => {
    for (const [cases, violations, rate, a, b, digits] of exact.mix) {
      const value = logMixture({ cases, violations }, rate, { a, b });
      expect(Math.abs(value - Number(digits)) / Math.max(1, Math.abs(Number(digits)))).toBeLessThan(1e-12);
    }
  });

  it('has its ends where the mixture is 1/α, to 10⁻⁹, with 0 and n violations too', () => {
    for (const [cases, violations] of [
      [1, 0],
      [1, 1],
      [10, 9],
      [1000, 3],
      [1_000_000, 0],
      [1_000_000, 1],
      [1_000_000, 500_000],
      [1_000_000, 1_000_000],
    ]) {
      for (const alpha of [0.05, 1e-3, 1e-6]) {
        const counts = { cases, violations };
        const { lower, upper } = confidenceSequence(counts, alpha);
        const isOut = (rate: number) => logMixture(counts, rate) > -Math.log(alpha);
        expect(lower <= violations / cases && violations / cases <= upper).toBe(true);
        if (violations === 0) expect(lower).toBe(0);
        else expect([isOut(lower * (1 - 1e-9)), isOut(lower * (1 + 1e-9))]).toEqual([true, false]);
        if (violations === cases) expect(upper).toBe(1);
        else if (upper < 0.999) expect([isOut(upper * (1 - 1e-9)), isOut(upper * (1 + 1e-9))]).toEqual([false, true]);
      }
    }
  });

  it('is hardly wider than the interval for a fixed number of cases when nothing fails', () => {
    // Upper ends with 0 violations at α = 0.05, in percent.
    for (const [cases, wanted, digits] of [
      [100, 3.4, 1],
      [300, 1.2, 1],
      [1000, 0.37, 2],
      [10_000, 0.04, 3],
    ]) {
      expect(100 * confidenceSequence({ cases, violations: 0 }, 0.05).upper).toBeCloseTo(wanted, digits);
    }
    expect(confidenceSequence({ cases: 0, violations: 0 }, 0.05)).toEqual({ lower: 0, upper: 1 });
    expect(() => confidenceSequence({ cases: 3, violations: 4 }, 0.05)).toThrow(/0 ≤ k ≤ n/);
    expect([logMixture({ cases: 3, violations: 1 }, 0), logMixture({ cases: 3, violations: 2 }, 1)]).toEqual([Infinity, Infinity]);
  });
});

describe('the sequential test', () => {
  const test = new SequentialTest(0.05, 0.01);

  it('agrees with the confidence sequence', () => {
    for (let cases = 1; cases <= 400; cases += 7) {
      for (let violations = 0; violations <= cases; violations++) {
        const { lower, upper } = confidenceSequence({ cases, violations }, 0.01);
        const wanted = upper <= 0.05 ? 'below' : lower >= 0.05 ? 'above' : null;
        expect([cases, violations, test.decide({ cases, violations })]).toEqual([cases, violations, wanted]);
      }
    }
  });

  it('finds the counts at which its decision changes', () => {
    for (const cases of [1, 50, 91, 300, 2000]) {
      const most = test.mostBelow(cases);
      const fewest = test.fewestAbove(cases);
      expect(most < 0 || test.decide({ cases, violations: most }) === 'below').toBe(true);
      expect(test.decide({ cases, violations: most + 1 })).not.toBe('below');
      expect(fewest > cases || test.decide({ cases, violations: fewest }) === 'above').toBe(true);
      expect(fewest === 0 || test.decide({ cases, violations: fewest - 1 }) !== 'above').toBe(true);
    }
    const from = test.belowFrom(3, 1);
    expect([from, from - 1].map((cases) => test.decide({ cases, violations: 3 }))).toEqual(['below', null]);
    expect(test.excludes(10, 0.95)).toBeNull();
    expect(() => test.casesFor(0.05, 0.95)).toThrow(/cases do not distinguish a rate of 0.05 from the tolerance/);
  });

  it('has a Watch that decides as if it were asked after every case', () => {
    const random = RandomStream.of(1, 'watch');
    for (const rate of [0, 0.01, 0.05, 0.2, 1]) {
      const watch = new Watch(test);
      for (let cases = 1; cases <= 600; cases++) {
        // A burst of violations at first: decisions 'above' must be revoked when it ends.
        watch.add(cases < 8 && rate > 0 ? true : random.uniform() < rate);
        expect(watch.decided).toBe(test.decide({ cases, violations: watch.violations }));
      }
    }
    // Below, then a burst that revokes it and ends above, then a calm that revokes that.
    const watch = new Watch(test);
    const met = new Set<unknown>();
    for (let cases = 1; cases <= 1500; cases++) {
      watch.add(cases > 200 && cases <= 300);
      met.add(watch.decided);
      expect(watch.decided).toBe(test.decide({ cases, violations: watch.violations }));
    }
    expect([...met]).toEqual([null, 'below', 'above']);
  });

  it('gives a false verdict in at most α of 2,000 runs that look after every case, for rates at and near the tolerance', () => {
    const alpha = 0.05;
    const tolerance = 0.1;
    const judge = new SequentialTest(tolerance, alpha);
    for (const rate of [0.08, 0.0999, 0.1, 0.1001, 0.12]) {
      const random = RandomStream.of(SEED, 'false verdicts', Math.round(1e4 * rate));
      let wrong = 0;
      for (let run = 0; run < 2000; run++) {
        const watch = new Watch(judge);
        while (watch.decided === null && watch.cases < 1000) watch.add(random.uniform() < rate);
        if ((watch.decided === 'below' && rate >= tolerance) || (watch.decided === 'above' && rate <= tolerance)) wrong++;
      }
      expect(wrong / 2000).toBeLessThanOrEqual(alpha);
    }
  });

  it('gives any false verdict in at most α of 2,000 suites of eight claims, whose rates lie at, near and far from the tolerance', () => {
    const rates = [0, 0.02, 0.09, 0.0999, 0.1, 0.1001, 0.11, 0.3];
    const judge = new SequentialTest(0.1, SUITE_ALPHA / rates.length);
    const random = RandomStream.of(SEED, 'suites');
    let wrong = 0;
    for (let suite = 0; suite < 2000; suite++) {
      const verdicts = rates.map((rate) => {
        const watch = new Watch(judge);
        while (watch.decided === null && watch.cases < 500) watch.add(random.uniform() < rate);
        return (watch.decided === 'below' && rate >= 0.1) || (watch.decided === 'above' && rate <= 0.1);
      });
      if (verdicts.includes(true)) wrong++;
    }
    expect(wrong / 2000).toBeLessThanOrEqual(SUITE_ALPHA);
  });

  it('would be wrong far more often with Clopper–Pearson intervals after every case: the check can fail', () => {
    const random = RandomStream.of(SEED, 'peeking');
    let wrong = 0;
    for (let run = 0; run < 200; run++) {
      let violations = 0;
      for (let cases = 1; cases <= 400; cases++) {
        if (random.uniform() < 0.1) violations++;
        const { lower, upper } = clopperPearson(cases, violations, 0.05);
        if (lower > 0.1 || upper < 0.1) {
          wrong++;
          break;
        }
      }
    }
    expect(wrong / 200).toBeGreaterThan(0.15);
  });
});

describe('the plan', () => {
  const tolerance = { quick: 0.05, standard: 0.05, thorough: 0.05 };
  const wide = { quick: 0.1, standard: 0.1, thorough: 0.1 };

  it('splits α evenly, and gives universal claims the fewest cases that can show that they hold', () => {
    const plan = planOf(M1, 'quick', 8);
    expect([plan.alpha, plan.tolerance, plan.hunted, plan.least]).toEqual([SUITE_ALPHA / 8, 0.001, 40, plan.cases]);
    expect(confidenceSequence({ cases: plan.cases, violations: 0 }, plan.alpha).upper).toBeLessThanOrEqual(0.001);
    expect(confidenceSequence({ cases: plan.cases - 1, violations: 0 }, plan.alpha).upper).toBeGreaterThan(0.001);
    expect(planOf(C6, 'quick', 8)).toMatchObject({ cases: 20, least: 20 });
  });

  it('gives rate claims enough cases that a fifth of the tolerance is found to hold in 99 of 100 runs', () => {
    const { cases, alpha, least } = planOf(toyClaim({ tolerance }), 'quick', 8);
    const most = new SequentialTest(0.05, alpha).mostBelow(cases);
    expect(betaTails(most + 1, cases - most, 0.01).upper).toBeGreaterThanOrEqual(0.99); // P(K ≤ most)
    expect(least).toBe(20);
  });

  it.each([
    ['standard', 2],
    ['thorough', 1.5],
  ] as const)('promises to refute in the %s budget %d times the tolerance, and keeps it', (budget, factor) => {
    const claim = toyClaim({ tolerance });
    const plan = planOf(claim, budget, 8);
    expect(reachOf(claim, plan).refutes).toBeLessThanOrEqual(0.05 * factor * (1 + 1e-9));
    const judge = new SequentialTest(0.05, plan.alpha);
    const random = RandomStream.of(SEED, 'power', budget);
    let refuted = 0;
    for (let run = 0; run < 300; run++) {
      const watch = new Watch(judge);
      while (watch.decided === null && watch.cases < plan.cases) watch.add(random.uniform() < 0.05 * factor);
      if (watch.decided === 'above') refuted++;
    }
    expect(refuted / 300).toBeGreaterThanOrEqual(0.95);
    expect(reachOf(claim, planOf(claim, 'quick', 8)).refutes).toBeGreaterThan(0.1);
  });

  it('allows for a measured rate, on either side of the tolerance', () => {
    const judge = new SequentialTest(0.1, SUITE_ALPHA / 16);
    const missing = planOf(toyClaim({ tolerance: wide, measuredRate: 0.044 }), 'quick', 16);
    expect(judge.excludes(missing.cases, 0.99)).toBeGreaterThanOrEqual(0.044);
    const failing = planOf(toyClaim({ tolerance: wide, measuredRate: 0.57, expected: 'REFUTED' }), 'quick', 16);
    expect(judge.refutes(failing.cases, 0.99)).toBeLessThanOrEqual(0.57);
  });

  it('has for a universal claim the rate at which the estimate finds one counterexample', () => {
    const claim = toyClaim({ kind: 'universal', tolerance: { quick: 0.001, standard: 0.001, thorough: 0.001 } });
    const plan = planOf(claim, 'quick', 8);
    const { holds, refutes } = reachOf(claim, plan);
    expect(holds).toBeNull(); // the hunt's cases follow no rate
    expect(1 - (1 - (refutes ?? 0)) ** plan.cases).toBeCloseTo(0.95, 9);
  });

  it('finds that a rate claim holds up to the rate of the binomial law', () => {
    const claim = toyClaim({ tolerance });
    const plan = planOf(claim, 'quick', 8);
    const most = new SequentialTest(0.05, plan.alpha).mostBelow(plan.cases);
    expect(betaTails(most + 1, plan.cases - most, reachOf(claim, plan).holds ?? 0).upper).toBeCloseTo(0.95, 9); // P(K ≤ most)
  });

  it('refuses a measured rate that contradicts the expected verdict', () => {
    expect(() => planOf(toyClaim({ tolerance, measuredRate: 0.2 }), 'quick', 8)).toThrow(
      /expected to be HOLDS at a measured rate of 0.2/,
    );
    expect(() => planOf(toyClaim({ tolerance, measuredRate: 0.05 }), 'quick', 8)).toThrow(/measured rate/);
    expect(() => planOf(toyClaim({ tolerance, measuredRate: 0.01, expected: 'REFUTED' }), 'quick', 8)).toThrow(/measured rate/);
  });

  it('has a short hunt for a heavy claim', () => {
    expect(BUDGET_NAMES.map((budget) => planOf(toyClaim({ heavy: true }), budget, 8).hunted)).toEqual([5, 20, 100]);
    expect(planOf(toyClaim({ heavy: true, expected: 'REFUTED' }), 'quick', 8)).toMatchObject({ cases: 10, least: 10 });
  });

  it('has a bounded number of cases for every claim and budget', () => {
    for (const claim of CLAIMS) {
      for (const budget of BUDGET_NAMES) {
        const { cases } = planOf(claim, budget, 2 * CLAIMS.length);
        expect([claim.id, budget, cases <= 20_000]).toEqual([claim.id, budget, true]);
      }
    }
  });

  it('estimates how many cases would decide at the observed rate', () => {
    const needed = casesToDecide({ cases: 100, violations: 1 }, 0.05, 0.05) ?? 0;
    expect(confidenceSequence({ cases: needed, violations: Math.round(0.01 * needed) }, 0.05).upper).toBeLessThanOrEqual(0.05);
    const refuting = casesToDecide({ cases: 5, violations: 1 }, 0.05, 0.05) ?? 0;
    expect(confidenceSequence({ cases: refuting, violations: Math.round(0.2 * refuting) }, 0.05).lower).toBeGreaterThanOrEqual(
      0.05,
    );
    expect(casesToDecide({ cases: 20, violations: 1 }, 0.05, 0.05)).toBeNull();
    // Because k is rounded, fewer cases than were evaluated may look decided: they do not count.
    for (const [cases, violations] of [
      [49, 9],
      [91, 13],
      [791, 20],
    ]) {
      expect(casesToDecide({ cases, violations }, 0.05, 0.05)).toBeGreaterThan(cases);
    }
  });
});

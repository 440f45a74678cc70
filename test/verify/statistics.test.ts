import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CLAIMS } from '../../spec/index.js';
import { BUDGET_NAMES } from '../../src/verify/claim.js';
import { toyClaim } from './toy-claims.js';
import { casesToDecide, casesToHold, planOf, SUITE_ALPHA } from '../../src/verify/plan.js';
import { betaLowerQuantile, betaTails, betaUpperQuantile } from '../../src/verify/statistics/beta.js';
import { clopperPearson } from '../../src/verify/statistics/clopper-pearson.js';
import { M1 } from '../../spec/claims/m1-memory-recall.js';
import { C6 } from '../../spec/claims/controls.js';
import { T3 } from '../../spec/claims/t3-pairwise-convergence.js';

type ExactValues = {
  cp: [side: 'lo' | 'hi', n: number, k: number, alpha: number, tail: number, a: number, b: number, limit: string][];
  qbeta: [p: number, a: number, b: number, quantile: string][];
  pbeta: [x: number, a: number, b: number, lower: string, upper: string][];
};
const exact = JSON.parse(readFileSync(new URL('../vectors/beta-exact-values.json', import.meta.url), 'utf8')) as ExactValues;

/** Relative error; where the exact value underflows a float64, the absolute one. */
function error(value: number, digits: string): number {
  const wanted = Number(digits);
  return wanted === 0 ? value : Math.abs(value - wanted) / wanted;
}

describe('Clopper–Pearson against 60-digit values', () => {
  it(`has every one of ${exact.cp.length} limits to 10⁻¹¹, n up to 10⁶`, () => {
    const errors = exact.cp.map(([side, n, k, alpha, , , , limit]) => {
      const { lower, upper } = clopperPearson(n, k, alpha);
      return error(side === 'lo' ? lower : upper, limit);
    });
    expect(errors).toHaveLength(150);
    expect(Math.max(...errors)).toBeLessThan(1e-11);
  });

  it('is everything without cases, and refuses what is no count', () => {
    expect(clopperPearson(0, 0, 0.05)).toEqual({ lower: 0, upper: 1 });
    expect(() => clopperPearson(3, 4, 0.05)).toThrow(/0 ≤ k ≤ n/);
    expect(() => clopperPearson(3.5, 1, 0.05)).toThrow(/whole/);
  });

  it('covers: at the true rate the chance of missing it is at most α (summed over all outcomes)', () => {
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

  it('has both tails to 10⁻¹⁰ of themselves', () => {
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

describe('the plan', () => {
  it('gives the fewest cases that can show a claim to hold', () => {
    for (const [tolerance, alpha, violations] of [
      [0.001, 0.005, 0],
      [0.05, 0.01, 2],
      [0.02, 0.05, 4],
    ]) {
      const cases = casesToHold(tolerance, alpha, () => violations);
      expect(clopperPearson(cases, violations, alpha).upper).toBeLessThan(tolerance);
      expect(clopperPearson(cases - 1, violations, alpha).upper).toBeGreaterThanOrEqual(tolerance);
    }
    // With no violation the upper end is 1 − (α/2)^{1/n}: a closed form to check against.
    expect(casesToHold(0.001, 0.05, () => 0)).toBe(Math.floor(Math.log(0.025) / Math.log1p(-0.001)) + 1);
  });

  it('splits α evenly, spares nothing for universal claims, a few violations for rates, and fixes controls', () => {
    const alpha = SUITE_ALPHA / 8;
    expect(planOf(M1, 'quick', 8)).toEqual({ cases: casesToHold(0.001, alpha, () => 0), hunted: 40, alpha, tolerance: 0.001 });
    expect(planOf(T3, 'quick', 8)).toEqual({ cases: casesToHold(0.05, alpha, () => 2), hunted: 40, alpha, tolerance: 0.05 });
    expect(planOf(T3, 'standard', 8).tolerance).toBe(0.02);
    expect(planOf(C6, 'quick', 8).cases).toBe(20);
  });

  it('makes room for a rate that is known, on either side of the tolerance', () => {
    const alpha = SUITE_ALPHA / 16;
    const tolerance = { quick: 0.1, standard: 0.1, thorough: 0.1 };
    const missing = planOf(toyClaim({ tolerance, measuredRate: 0.044 }), 'standard', 16);
    const most = Math.ceil(0.044 * missing.cases + 3 * Math.sqrt(missing.cases * 0.044 * 0.956));
    expect(clopperPearson(missing.cases, most, alpha).upper).toBeLessThan(0.1);
    expect(missing.cases).toBeGreaterThan(planOf(toyClaim({ tolerance }), 'standard', 16).cases);
    const failing = planOf(toyClaim({ tolerance, measuredRate: 0.57, expected: 'REFUTED' }), 'quick', 16);
    const least = Math.floor(0.57 * failing.cases - 3 * Math.sqrt(failing.cases * 0.57 * 0.43));
    expect(clopperPearson(failing.cases, least, alpha).lower).toBeGreaterThan(0.1);
    expect(failing.cases).toBeGreaterThan(20);
  });

  it('hunts shortly where a case is heavy', () => {
    expect(BUDGET_NAMES.map((budget) => planOf(toyClaim({ heavy: true }), budget, 8).hunted)).toEqual([5, 20, 100]);
    expect(planOf(toyClaim({ heavy: true, expected: 'REFUTED' }), 'quick', 8).cases).toBe(10);
  });

  it('is one that can be waited for, whatever the claim and the budget', () => {
    for (const claim of CLAIMS) {
      for (const budget of BUDGET_NAMES) {
        const { cases } = planOf(claim, budget, 2 * CLAIMS.length);
        expect([claim.id, budget, cases < (claim.heavy === true ? 1500 : 10_000)]).toEqual([claim.id, budget, true]);
      }
    }
  });

  it('tells how many cases would decide at the rate seen', () => {
    const needed = casesToDecide(0.01, 0.05, 0.05) ?? 0;
    expect(clopperPearson(needed, Math.round(0.01 * needed), 0.05).upper).toBeLessThan(0.05);
    const refuting = casesToDecide(0.2, 0.05, 0.05) ?? 0;
    expect(clopperPearson(refuting, Math.round(0.2 * refuting), 0.05).lower).toBeGreaterThan(0.05);
    expect(casesToDecide(0.05, 0.05, 0.05)).toBeNull();
  });
});

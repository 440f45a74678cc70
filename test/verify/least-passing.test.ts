import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/random/random-stream.js';
import { leastPassing } from '../../src/verify/statistics/least-passing.js';
import { SEED } from '../kit/seed.js';

const CONFIG = { tolerance: 0.05, alpha: 0.05, most: 1024, cases: 2000, within: 1 };

/** Draws whose failure rate falls with n. */
const failing =
  (rate: (n: number) => number, repeat = 0) =>
  (n: number, index: number) =>
    RandomStream.of(SEED, 'least passing', repeat, n, index).uniform() >= rate(n);

describe('the search for the least that passes', () => {
  it.each([1, 2, 3, 7, 8, 100, 513, 1024])('finds a step at %d', (step) => {
    const { value, range, looks } = leastPassing(
      failing((n) => (n < step ? 0.5 : 0)),
      CONFIG,
    );
    expect([value, range]).toEqual([step, { least: step, most: step }]);
    for (const { n, failures } of looks) expect(failures > 0).toBe(n < step);
  });

  it('ends within the given factor', () => {
    for (const step of [3, 50, 700]) {
      const { value, looks } = leastPassing(
        failing((n) => (n < step ? 0.5 : 0)),
        { ...CONFIG, within: 1.25 },
      );
      expect(value).toBeGreaterThanOrEqual(step);
      expect(value).toBeLessThanOrEqual(Math.max(step, 1.25 * step));
      expect(looks.length).toBeLessThan(15);
    }
  });

  it('finds nothing when no n passes, and tries no n beyond the limit', () => {
    const { value, looks } = leastPassing(
      failing(() => 0.3),
      { ...CONFIG, most: 100 },
    );
    expect(value).toBeNull();
    expect(looks.map(({ n }) => n)).toEqual([1, 2, 4, 8, 16, 32, 64, 100]);
  });

  it('is wrong in at most α of its searches, for rates on both sides of the tolerance', () => {
    let wrong = 0;
    for (let repeat = 0; repeat < 300; repeat++) {
      const { value } = leastPassing(
        failing((n) => (n < 6 ? 0.1 : 0.02), repeat),
        { ...CONFIG, most: 64 },
      );
      if (value !== 6) wrong++;
    }
    expect(wrong).toBeLessThanOrEqual(15);
  });

  it('fails the test of steps when it never looks below the first that passes', () => {
    const steps = [3, 7, 100, 513].map(
      (step) =>
        leastPassing(
          failing((n) => (n < step ? 0.5 : 0)),
          { ...CONFIG, within: Infinity },
        ).value,
    );
    expect(steps).toEqual([4, 8, 128, 1024]); // and not the steps, as above
  });

  it('gives a range that contains the least n, even if draws end before they decide and the value is often wrong', () => {
    const missed = { value: 0, range: 0 };
    for (let repeat = 0; repeat < 300; repeat++) {
      const { value, range } = leastPassing(
        failing((n) => (n < 6 ? 0.08 : 0.03), repeat),
        { ...CONFIG, most: 64, cases: 100 },
      );
      if (value !== 6) missed.value++;
      if (range.least > 6 || (range.most !== null && range.most < 6)) missed.range++;
    }
    expect(missed.range).toBeLessThanOrEqual(15);
    expect(missed.value).toBeGreaterThan(60);
  });

  it('gives a tight range when every look is decided, and no upper bound when none passes', () => {
    const step = (at: number) =>
      leastPassing(
        failing((n) => (n < at ? 0.5 : 0)),
        { ...CONFIG, most: 64 },
      ).range;
    expect([step(1), step(7), step(100)]).toEqual([
      { least: 1, most: 1 },
      { least: 7, most: 7 },
      { least: 65, most: null },
    ]);
  });

  it('reports looks that ended undecided', () => {
    const { value, range, looks } = leastPassing(
      failing((n) => (n < 4 ? 0.5 : 0.05)),
      { ...CONFIG, cases: 60 },
    );
    expect(range).not.toEqual({ least: value, most: value });
    expect(looks.some(({ decision, cases }) => decision === null && cases === 60)).toBe(true);
  });

  it('spends few draws on n that fail half of the time, and no more than necessary on n that never fail', () => {
    const { looks } = leastPassing(
      failing((n) => (n < 3 ? 0.5 : 0)),
      CONFIG,
    );
    for (const { n, cases } of looks) expect(cases).toBeLessThan(n < 3 ? 60 : 130);
  });
});

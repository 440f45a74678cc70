import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/random/random-stream.js';
import { decide } from '../../src/verify/decide/decide.js';
import type { Experiment } from '../../src/verify/experiment.js';
import { NO_HEARTBEAT } from '../../src/verify/decide/heartbeat.js';
import {
  decideScaling,
  fitScaling,
  selectLaw,
  studentQuantile,
  type ScalingPoint,
} from '../../src/verify/statistics/scaling-fit.js';
import type { Verdict } from '../../src/verify/verdict.js';
import { SEED } from '../kit/seed.js';
import { toyClaim, toyExperiment } from './toy-claims.js';

const SIZES = Array.from({ length: 14 }, (_, i) => 2 ** (4 + 2 * i)); // 2⁴ … 2³⁰

const pointsOf = (law: (size: number) => number | null, sizes: readonly number[] = SIZES): ScalingPoint[] =>
  sizes.map((size) => ({ size, value: law(size) }));

function decisionOf(points: readonly ScalingPoint[], alpha = 0.002): string {
  const fit = fitScaling(points, alpha);
  return fit.kind === 'fitted' ? decideScaling(fit) : fit.missing;
}

/** An experiment of a scaling claim on planted values, one series for each law. */
function verdictOn(
  laws: Readonly<Record<string, (size: number) => number | null>>,
  sizes: readonly number[] = SIZES,
  meetsAssumptions: (size: number) => boolean = () => true,
): Verdict {
  const claim = toyClaim({ kind: 'scaling' });
  const plain = toyExperiment('scaling', [{ claim, margin: () => 1 }]);
  const names = Object.keys(laws);
  const experiment: Experiment<number, number> = {
    ...plain,
    cases: { ...plain.cases, enumerate: () => names.flatMap((_, series) => sizes.map((size) => size + series / 8)) },
    tests: [
      {
        ...plain.tests[0],
        unmet: (value) => (meetsAssumptions(Math.floor(value)) ? [] : [{ assumption: 'in range', offenders: [] }]),
        point(value) {
          const size = Math.floor(value);
          const series = names[(value - size) * 8];
          return { series, size, value: laws[series](size) };
        },
      },
    ],
  };
  const plan = { cases: 0, least: 0, hunted: 0, redraws: 0, alpha: 0.002, tolerance: 0.05 };
  return decide(experiment, [{ test: experiment.tests[0], plan }], 1n)[0];
}

const log2 = (size: number) => Math.ceil(Math.log2(size));
const root = (size: number) => Math.ceil(Math.sqrt(size));

describe('the rule for growth', () => {
  it.each([
    ['a constant', () => 2],
    ['a step', (size: number) => (size > 2 ** 15 ? 3 : 2)],
    ['⌈log₂ N⌉', log2],
    ['⌈log₂² N⌉', (size: number) => Math.ceil(Math.log2(size) ** 2)],
    ['⌈log₂ log₂ N⌉', (size: number) => Math.ceil(Math.log2(Math.log2(size)))],
  ])('finds %s polylogarithmic', (_, law) => {
    expect(decisionOf(pointsOf(law))).toBe('polylogarithmic');
  });

  it.each([
    ['√N', root],
    ['N / 3', (size: number) => size / 3],
    ['5 N / (k + 1), rounded up', (size: number) => Math.ceil((5 * size) / 3)],
    ['N²', (size: number) => size ** 2],
  ])('finds %s faster, on many sizes and on the few of the control', (_, law) => {
    expect(decisionOf(pointsOf(law))).toBe('faster');
    expect(
      decisionOf(
        pointsOf(
          law,
          Array.from({ length: 9 }, (__, i) => 2 ** (4 + i)),
        ),
      ),
    ).toBe('faster');
  });

  it('leaves what lies between undecided: N^0.25, and ⌈log₂² N⌉ on sizes where it looks like a power', () => {
    expect(decisionOf(pointsOf((size) => Math.ceil(size ** 0.25)))).toBe('undecided');
    expect(
      decisionOf(
        pointsOf(
          (size) => Math.ceil(Math.log2(size) ** 2),
          Array.from({ length: 9 }, (_, i) => 2 ** (4 + i)),
        ),
      ),
    ).toBe('undecided');
  });

  it('tolerates noise of a quarter of the value, and never calls a root polylogarithmic or a logarithm faster', () => {
    const decisions = { log: new Map<string, number>(), root: new Map<string, number>() };
    for (let repeat = 0; repeat < 300; repeat++) {
      const random = RandomStream.of(SEED, 'scaling noise', repeat);
      const noisy = (law: (size: number) => number) =>
        pointsOf((size) => Math.max(1, Math.round(law(size) * Math.exp(0.25 * random.normal()))));
      for (const [name, law] of [
        ['log', log2],
        ['root', root],
      ] as const) {
        const decision = decisionOf(noisy(law));
        decisions[name].set(decision, (decisions[name].get(decision) ?? 0) + 1);
      }
    }
    expect(decisions.log.get('faster') ?? 0).toBe(0);
    expect(decisions.root.get('polylogarithmic') ?? 0).toBe(0);
    expect(decisions.log.get('polylogarithmic')).toBeGreaterThan(240);
    expect(decisions.root.get('faster')).toBeGreaterThan(290);
  });

  it('does not count missing values at large sizes as slow growth', () => {
    expect(decisionOf(pointsOf((size) => (size > 2 ** 20 ? null : log2(size))))).toMatch(
      /^there is no value at 4194304, .*, beyond sizes that have one$/,
    );
    expect(verdictOn({ one: (size) => (size > 2 ** 28 ? null : 2) }).word).toBe('INCONCLUSIVE');
  });

  it('counts a falling power law as bounded, even if it predicts better than a constant', () => {
    const values = [4, 2, 3, 2, 1, 1, 1, 1, 1]; // full attention, N = 2⁴ … 2¹²
    const points = values.map((value, i) => ({ size: 2 ** (4 + i), value }));
    const fit = fitScaling(points, 0.002);
    if (fit.kind !== 'fitted') throw new Error(fit.missing);
    const errorOf = (law: string) => fit.laws.find((each) => each.law === law)?.heldOutError ?? Number.NaN;
    expect(errorOf('power')).toBeLessThan(Math.min(errorOf('constant'), errorOf('polylogarithm')));
    expect([fit.exponent.upper > 0, fit.exponent.upper < 0.3, decideScaling(fit)]).toEqual([true, true, 'polylogarithmic']);
  });

  it('finds falling values polylogarithmic, and refuses invalid sizes and values', () => {
    expect(decisionOf(pointsOf((size) => size ** -0.5))).toBe('polylogarithmic');
    for (const value of [0, -1, NaN, Infinity])
      expect(() =>
        fitScaling(
          pointsOf(() => value),
          0.05,
        ),
      ).toThrow(/a positive value/);
    expect(() => fitScaling([{ size: 1, value: 2 }], 0.05)).toThrow(/a finite size above 1/);
    expect(verdictOn({ one: () => NaN }).word).toBe('ERROR');
  });

  it('fits no power of the logarithm above 2', () => {
    const fit = fitScaling(
      pointsOf((size) => Math.log(size) ** 3),
      0.05,
    );
    expect(fit.kind === 'fitted' && fit.laws[1].exponent).toBe(2);
  });

  it('says what is missing to distinguish the laws, and leaves sizes without a value out of the fit', () => {
    expect(decisionOf(pointsOf(log2, [16, 32, 64]))).toBe('6 sizes with a value are needed, and there are 3');
    expect(decisionOf(pointsOf(log2, [16, 17, 18, 19, 20, 21, 22]))).toBe('sizes must span a factor of 64, and they span 1.38');
    expect(decisionOf(pointsOf(() => null))).toBe('6 sizes with a value are needed, and there are 0');
    const some = fitScaling(
      pointsOf((size) => (size < 2 ** 8 ? null : log2(size))),
      0.05,
    );
    expect(some).toEqual(
      fitScaling(
        pointsOf(log2).filter(({ size }) => size >= 2 ** 8),
        0.05,
      ),
    );
  });
});

describe('the fit', () => {
  it('finds the parameters of exact laws, without residuals or held-out error', () => {
    const fit = fitScaling(
      pointsOf((size) => 3 * size ** 0.7),
      0.05,
    );
    if (fit.kind !== 'fitted') throw new Error('unreachable');
    const [, , power] = fit.laws;
    expect(power).toMatchObject({ law: 'power' });
    expect([power.scale, power.exponent]).toEqual([expect.closeTo(3, 10), expect.closeTo(0.7, 12)]);
    expect(Math.max(...power.residuals.map(({ residual }) => Math.abs(residual)))).toBeLessThan(1e-12);
    expect(power.heldOutError).toBeLessThan(1e-12);
    const polylog = fitScaling(
      pointsOf((size) => 2 * Math.log(size) ** 1.5),
      0.05,
    );
    if (polylog.kind !== 'fitted') throw new Error('unreachable');
    expect([polylog.laws[1].scale, polylog.laws[1].exponent]).toEqual([expect.closeTo(2, 10), expect.closeTo(1.5, 12)]);
  });

  it('has the residual of every point, and the first held-out size', () => {
    const points = pointsOf((size) => (size === 16 ? null : log2(size)));
    const fit = fitScaling(points, 0.05);
    if (fit.kind !== 'fitted') throw new Error('unreachable');
    for (const { residuals } of fit.laws) {
      expect(residuals.map(({ size, predicted, residual }) => [size, predicted * Math.exp(residual)])).toEqual(
        points.slice(1).map(({ size, value }) => [size, expect.closeTo(value ?? NaN, 9)]),
      );
    }
    expect(fit.heldOutFrom).toBe(SIZES[10]); // 4 of 13 sizes
  });

  it('selects the law that predicts the held-out sizes best, and in a tie the simplest', () => {
    const chosen = (law: (size: number) => number) => {
      const fit = fitScaling(pointsOf(law), 0.05);
      return fit.kind === 'fitted' ? selectLaw(fit).law : null;
    };
    expect([chosen(() => 2), chosen((size) => Math.log(size) ** 1.5), chosen((size) => size ** 0.7)]).toEqual([
      'constant',
      'polylogarithm',
      'power',
    ]);
  });

  it('holds out the largest third: values there do not change the prediction, only its error', () => {
    const error = (law: (size: number) => number) => {
      const fit = fitScaling(pointsOf(law), 0.05);
      return fit.kind === 'fitted' ? fit.laws[0].heldOutError : NaN;
    };
    const jump = (factor: number) => (size: number) => (size >= SIZES[10] ? 2 * factor : 2);
    for (const factor of [1, 2, 10]) expect(error(jump(factor))).toBeCloseTo(Math.log(factor), 12);
  });

  it('has Student’s quantiles', () => {
    // Tables of the t distribution, two-sided.
    for (const [alpha, freedom, quantile] of [
      [0.05, 1, 12.7062047364],
      [0.05, 12, 2.1788128297],
      [0.01, 5, 4.0321429836],
      [0.001, 30, 3.645958635],
    ]) {
      expect(studentQuantile(alpha, freedom)).toBeCloseTo(quantile, 8);
    }
  });

  it('has an interval for the exponent that misses it in about α of runs with normal errors', () => {
    let missed = 0;
    for (let repeat = 0; repeat < 2000; repeat++) {
      const random = RandomStream.of(SEED, 'exponent', repeat);
      const fit = fitScaling(
        pointsOf((size) => size ** 0.4 * Math.exp(0.3 * random.normal())),
        0.05,
      );
      if (fit.kind !== 'fitted') throw new Error('unreachable');
      if (fit.exponent.lower > 0.4 || fit.exponent.upper < 0.4) missed++;
    }
    // 2,000 runs at 5 %: 100, with five standard deviations of 9.7.
    expect(Math.abs(missed - 100)).toBeLessThan(49);
  });
});

describe('a scaling claim', () => {
  it('HOLDS where every series is polylogarithmic, and is REFUTED by one that is not', () => {
    expect(verdictOn({ one: log2, two: () => 2 })).toMatchObject({
      word: 'HOLDS',
      by: 'fit',
      stopped: 'growth is polylogarithmic in one, two',
      scaling: { alpha: 0.002, series: [{ name: 'one', decision: 'polylogarithmic' }, { name: 'two' }] },
    });
    expect(verdictOn({ one: log2, two: root })).toMatchObject({
      word: 'REFUTED',
      by: 'fit',
      stopped: 'growth is faster than polylogarithmic in two',
    });
  });

  it('splits its α over its series, and leaves out cases outside its assumptions', () => {
    const verdict = verdictOn({ one: log2, two: () => 2 });
    if (!('scaling' in verdict)) throw new Error(`unexpected ${verdict.word}`);
    const [one] = verdict.scaling.series;
    expect(one.fit).toEqual(fitScaling(pointsOf(log2), 0.001)); // half of 0.002
    const even = verdictOn({ one: log2 }, SIZES, (size) => Math.log2(size) % 4 === 0);
    expect('scaling' in even && even.scaling.series[0].points.map(({ size }) => size)).toEqual(
      SIZES.filter((size) => Math.log2(size) % 4 === 0),
    );
  });

  it('is INCONCLUSIVE, not an ERROR, if the run is stopped in the middle of a size', () => {
    const claim = toyClaim({ kind: 'scaling' });
    const plain = toyExperiment('scaling', [{ claim, margin: () => 1 }]);
    const experiment: Experiment<number, number> = {
      ...plain,
      cases: { ...plain.cases, enumerate: () => SIZES },
      observe(value, pulse) {
        for (let looks = 0; looks < 1_000_000; looks++) pulse?.();
        return value;
      },
      tests: [{ ...plain.tests[0], point: (size) => ({ series: 'one', size, value: 1 }) }],
    };
    const plan = { cases: 0, least: 0, hunted: 0, redraws: 0, alpha: 0.002, tolerance: 0.05 };
    let pulses = 0;
    const heartbeat = { ...NO_HEARTBEAT, stopped: () => (++pulses > 1000 ? ('interrupt' as const) : null) };
    const [verdict] = decide(experiment, [{ test: experiment.tests[0], plan }], 1n, { heartbeat });
    expect(verdict).toMatchObject({ word: 'INCONCLUSIVE', by: 'interruption' });
  });

  it('is INCONCLUSIVE if a series has too few points, and says what is missing', () => {
    expect(verdictOn({ one: log2, two: () => null })).toMatchObject({
      word: 'INCONCLUSIVE',
      by: 'fit',
      stopped: 'two: 6 sizes with a value are needed, and there are 0',
    });
    expect(verdictOn({ one: (size) => Math.ceil(size ** 0.25) })).toMatchObject({ word: 'INCONCLUSIVE' });
    expect(verdictOn({}).word).toBe('VACUOUS');
  });
});

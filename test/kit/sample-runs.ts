import { fitScaling } from '../../src/verify/statistics/scaling-fit.js';
import type { SweptSizes } from '../../src/report/html/sweep-page.js';
import type { TrainedRuns, TrainPageWords } from '../../src/report/html/train-page.js';

// Results of `train` and `sweep` as their JSON has them, with names that would do harm. Their numbers are made up.

/** Names that no page may take for markup. */
export const HOSTILE_NAMES = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "it's & <b>`",
  '\u202Edesrever',
] as const;

/** Two runs: one that learns, and one that ends in what is no number. */
export function sampleTraining(): { trained: TrainedRuns; words: TrainPageWords } {
  const steps = [0, 1, 2, 5, 10, 20, 50, 100, 200];
  const tokens = ['s1', 'a1', 's2', 'a2', 's_q'];
  const run = (memory: string, speed: number, end: number) => ({
    memory,
    head: memory.slice(0, 8),
    steps: 200,
    trajectory: steps.map((step, i) => {
      const done = 1 - Math.exp(-speed * step);
      const pair = 0.2 + 0.28 * done;
      const other = 0.2 - 0.17 * done;
      const lost = i >= end;
      return {
        step,
        losses: { relation: lost ? Number.NaN : 2.3 * (1 - done), answer: lost ? Infinity : 3.5 * (1 - done) },
        attention: {
          relation: [pair, pair, other, other, 1 - 2 * pair - 2 * other],
          answer: [...tokens.slice(0, 4).map(() => (1 - done) / 6), 1 / 6 + done / 3, 1 / 6 + done / 3],
        },
        pattern: {
          relation: {
            mass: 2 * (pair + other),
            balance: lost ? Number.NaN : 1,
            topShare: 0.5 + done / 3,
            topPair: 0,
            queryShare: 1 - done,
          },
          answer: { mass: 1 / 3 + (2 * done) / 3, balance: 0.97 },
        },
      };
    }),
    accuracy: {
      correct: 871,
      total: 1000,
      rate: 0.871,
      byRelation: HOSTILE_NAMES.map((_, i) => ({ correct: 40 * i + 13, total: 200 + i })),
    },
  });
  return {
    trained: {
      table: `${HOSTILE_NAMES[1]}.csv`,
      seed: '18446744073709551615',
      k: 2,
      n: 64,
      learningRate: 0.3,
      relations: HOSTILE_NAMES,
      runs: [run('power 2, bias 0, β = 17.107', 0.05, Infinity), run(`memory loaded from ${HOSTILE_NAMES[0]}`, 0.2, 7)],
    },
    words: {
      generator: 'ic-recall 0',
      sizes: 'S = 72, R = 4, A = 300, N = 288',
      tokens: { relation: tokens, answer: [...tokens, 'r'] },
      ends: [null, 'diverged: no longer a number after step 99; lower --eta'],
    },
  };
}

/** Four series: laws that fit, sizes without a value, too few sizes, and nothing measured. */
export function sampleSweep(): { swept: SweptSizes; outcomes: string[] } {
  const series = (name: string, bits: readonly number[], law: (size: number) => number | null) => {
    const points = bits.map((each) => {
      const size = 2 ** each;
      const value = law(size);
      const range = { least: value ?? size, most: value === null || each % 4 === 0 ? null : value + 2 };
      return { size, value, range, subjects: size / 8, relations: 8, searchedTo: 4 * size };
    });
    return { name, points, fit: fitScaling(points, 0.002) };
  };
  const bits = [4, 6, 8, 10, 12, 14, 16, 18];
  const all = [
    series('cyclic, k = 2', bits, (size) => 2 + Math.ceil(Math.log2(size) / 3)),
    series('elementary, k = 2', bits, (size) => (size < 20 ? null : Math.ceil(size ** 0.6))),
    series('bijections, k = 4', bits.slice(0, 3), () => 3),
  ];
  return {
    swept: {
      seed: '1',
      criterion: { accuracy: 0.99, fresh: 200, tolerance: 0.05, cases: 200 },
      series: [...all, { name: 'matchings, k = 8', points: [], fit: null }],
    },
    outcomes: ['grows no faster than N^0.3', 'grows faster', 'INCONCLUSIVE, 6 sizes are needed', 'ERROR, <b>no</b> answer'],
  };
}

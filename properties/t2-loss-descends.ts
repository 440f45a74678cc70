import { T2 } from '../spec/claims/t2-loss-descends.js';
import type { Step } from '../src/model/step.js';
import { atMost, conclude } from '../src/verify/conclusion.js';
import type { Breach, ClaimTest } from '../src/verify/experiment.js';
import type { TrainingCase } from './cases/training-case.js';
import type { Trained } from './training-experiment.js';

/** What counts as a rise beyond rounding: the spec's threshold, in nats. */
const RISE = 1e-12;

/** T2 of a training run. */
export function lossDescends(breaches: (value: TrainingCase) => Breach[]): ClaimTest<TrainingCase, Trained> {
  return {
    claim: T2,
    breaches,
    conclude(_, { run }) {
      const rowQuantities = (row: Step) => {
        const losses = run.losses[row];
        return [
          atMost(`${row} row: largest rise`, largestRise(losses), RISE),
          atMost(`${row} row: final / first loss`, losses[losses.length - 1] / losses[0], 0.5),
        ];
      };
      return conclude([...rowQuantities('relation'), ...rowQuantities('answer')]);
    },
  };
}

/** The most that a loss gained in one step; 0 when it never did. A loss that is not a number has risen as far as numbers go. */
function largestRise(losses: Float64Array): number {
  let rise = 0;
  for (let step = 1; step < losses.length; step++) {
    const gained = losses[step] - losses[step - 1];
    rise = Math.max(rise, Number.isNaN(gained) ? Number.MAX_VALUE : gained);
  }
  return rise;
}

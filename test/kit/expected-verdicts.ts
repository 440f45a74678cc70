import { expect } from 'vitest';
import { decide } from '../../src/verify/decide/decide.js';
import type { Experiment } from '../../src/verify/experiment.js';
import { SEED } from './seed.js';

/** Whether a case takes a second or more. */
export function isHeavy({ tests }: Experiment): boolean {
  return tests.some(({ claim }) => claim.heavy === true);
}

/** Decides the claims of an experiment on a smaller plan than that of `verify`, at a tolerance that so few cases can decide. */
export function assertExpectedVerdicts(experiment: Experiment): void {
  const few = isHeavy(experiment) || experiment.tests.some(({ claim }) => claim.measuredRate !== undefined);
  const plan = {
    ...(few ? { cases: 60, least: 10, hunted: 2, tolerance: 0.25 } : { cases: 60, least: 20, hunted: 20, tolerance: 0.1 }),
    redraws: 0,
    alpha: 0.05,
  };
  const verdicts = decide(
    experiment,
    experiment.tests.map((test) => ({ test, plan })),
    BigInt(SEED),
  );
  experiment.tests.forEach(({ claim }, i) => expect([claim.id, verdicts[i].word]).toEqual([claim.id, claim.expected]));
}

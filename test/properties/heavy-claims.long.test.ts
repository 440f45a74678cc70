import { describe, expect, it } from 'vitest';
import { experimentsOnRandomTables } from '../../properties/catalogue/random-tables.js';
import { openPretrainer } from '../../src/training/pretraining.js';
import { assertExpectedVerdicts, isHeavy } from '../kit/expected-verdicts.js';
import { openSparse } from '../kit/open-sparse.js';

// Long, since dozens of cases of a second each decide a claim. What goes wrong with one of these claims is met sooner in `npm test`: claims.test.ts
// holds each to the laws of experiments on two cases; variants.test.ts sees those of G pass on a right memory and fail on a planted wrong one;
// controls.test.ts sees what C2 trains fail.

const { pretrain } = await openPretrainer();
const heavy = experimentsOnRandomTables({ open: openSparse, pretrain }).filter(
  (experiment) => isHeavy(experiment) && experiment.tests.every(({ claim }) => claim.kind !== 'scaling'),
);

describe('claims whose cases take a second', () => {
  it('are some', () => {
    expect(heavy.flatMap(({ tests }) => tests.map(({ claim }) => claim.id))).toEqual(['G1', 'G2a', 'G2b', 'G3b', 'G3d', 'C2']);
  });

  it.each(heavy.map((experiment) => [experiment.tests.map(({ claim }) => claim.id).join(', '), experiment] as const))(
    'come to their expected verdict: %s',
    (_, experiment) => assertExpectedVerdicts(experiment),
  );
});

import { mostSamples, SAMPLE_CRITERION, type SampleCriterion, type ScalingSeriesDomain } from '../../spec/domains/scaling-domain.js';
import type { Claim } from '../../src/verify/claim.js';
import type { Experiment } from '../../src/verify/experiment.js';
import { leastPassing, type LeastPassing } from '../../src/verify/statistics/least-passing.js';
import { CaseArbitrary } from '../cases/case-arbitrary.js';
import { decodeSizeCase, sizeCases, sizeKind, type SizeCase } from '../cases/size-case.js';
import { SampleDraws } from '../experiments/sample-draws.js';
import type { SampleLearner } from '../experiments/sample-learner.js';

/** A claim about how n* grows along series of sizes; each case is a size, and its observation the search for n*. */
export function sampleScaling(
  claim: Claim,
  series: readonly ScalingSeriesDomain[],
  learner: SampleLearner,
  criterion = SAMPLE_CRITERION,
): Experiment<SizeCase, LeastPassing> {
  return {
    id: `sizes, ${learner.id}`,
    arbitrary: new CaseArbitrary(sizeKind(series)),
    enumerate: (seed) => sizeCases(series, seed),
    observe: (value, pulse) => searchLeast(value, learner, criterion, pulse),
    encode: (value) => value.encode(),
    decode: decodeSizeCase,
    describe: (value) => value.describe(),
    stratum: (value) => value.series,
    tests: [
      {
        claim,
        unmet: () => [],
        point: (value, { value: least, range }) => ({ series: value.series, size: value.facts, value: least, range }),
        conclude: () => {
          throw new RangeError('a scaling claim is judged by all of its sizes at once');
        },
      },
    ],
  };
}

/**
 * n* of a size: the least n with which at most 5 % of draws miss accuracy 0.99.
 *
 * @param pulse - called before each draw
 */
export function searchLeast(
  value: SizeCase,
  learner: SampleLearner,
  criterion: SampleCriterion,
  pulse: () => void = () => {},
): LeastPassing {
  const draws = new SampleDraws(value, learner, criterion);
  const passes = (n: number, index: number) => {
    pulse();
    return draws.reaches(n, index);
  };
  return leastPassing(passes, { ...criterion, most: mostSamples(value.bits) });
}

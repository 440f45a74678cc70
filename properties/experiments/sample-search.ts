import {
  mostSamples,
  SAMPLE_CRITERION,
  type SampleCriterion,
  type ScalingSeriesDomain,
} from '../../spec/domains/scaling-domain.js';
import { leastPassing, type LeastPassing } from '../../src/verify/statistics/least-passing.js';
import { CaseArbitrary } from '../cases/case-arbitrary.js';
import { decodeSizeCase, sizeCases, sizeKind, type SizeCase } from '../cases/size-case.js';
import type { SystemComponent } from '../systems/broken/broken-model.js';
import type { ObservedCases, RandomDesign } from './design.js';
import { SampleDraws } from './sample-draws.js';
import type { SampleLearner } from './sample-learner.js';

/** Searches along series of sizes. A case is a size, and its observation is n*. */
export function sampleSearches(
  series: readonly ScalingSeriesDomain[],
  learner: SampleLearner,
  criterion = SAMPLE_CRITERION,
): ObservedCases<SizeCase, LeastPassing> {
  return {
    id: `sizes, ${learner.id}`,
    cases: { arbitrary: new CaseArbitrary(sizeKind(series)), enumerate: (seed) => sizeCases(series, seed) },
    codec: { encode: (value) => value.encode(), decode: decodeSizeCase },
    presentation: { describe: (value) => value.describe(), stratum: (value) => value.series },
    observe: (value, pulse) => searchLeast(value, learner, criterion, pulse),
  };
}

/** The design of a claim about n*. Its searches open the sparse engine themselves, whatever engine the run has. */
export function sampleDesign(
  series: readonly ScalingSeriesDomain[],
  learner: SampleLearner,
  reads: readonly SystemComponent[],
): RandomDesign<SizeCase, LeastPassing> {
  return { reads, open: () => sampleSearches(series, learner) };
}

/**
 * Searches n* at a size: the least n with which few enough draws miss the accuracy (at most 5 % and 0.99, by `SAMPLE_CRITERION`).
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

import { NOTHING_PERFORMED, perform, resultsOf, scheduleOf, type ClaimResult } from './schedule.js';
import type { Claim } from '../claim.js';
import type { ClaimsWithoutCases, Experiment } from '../experiment.js';
import { NO_HEARTBEAT } from './heartbeat.js';
import { countDecided, inspect, inspectWithoutCases, type Selection } from './inspection.js';

/** Options of `runSuite`. */
export interface SuiteOptions extends Selection {
  readonly seed: bigint;
  /** Claims for which the given subject has no cases. */
  readonly withoutCases?: readonly ClaimsWithoutCases[];
  /** How many claims share this run's α. Needed if other experiments share it too; by default, the claims of these experiments. */
  readonly claims?: number;
  /** Called once for each result, as soon as it is there. */
  readonly onResult?: (result: ClaimResult) => void;
  readonly onProgress?: (claims: readonly Claim[], done: number, planned: number) => void;
}

/**
 * Decides the claims of experiments one after the other, in this thread, each by its own plan. Claims whose assumptions a given
 * subject breaks are NOT APPLICABLE. A case that never returns stalls the run; `superviseSuite` prevents that.
 *
 * @returns results in the order of the experiments; those of claims without cases come last
 */
export function runSuite(experiments: readonly Experiment[], options: SuiteOptions): ClaimResult[] {
  const { seed, onResult, onProgress } = options;
  const inspections = experiments.map((experiment) => inspect(experiment, seed));
  const counted = countDecided(inspections, options);
  const shares = { ...counted, claims: options.claims ?? counted.claims };
  const reported = (results: ClaimResult[]) => {
    results.forEach((result) => onResult?.(result));
    return results;
  };
  const results = experiments.flatMap((experiment, i) => {
    const schedule = scheduleOf(inspections[i], options, shares);
    const running = schedule.decided.map(({ test }) => inspections[i].claims[test]);
    const performed = perform(experiment, schedule, seed, {
      heartbeat: NO_HEARTBEAT,
      recorded: null,
      onProgress: (done, planned) => onProgress?.(running, done, planned),
    });
    return reported(resultsOf(inspections[i], schedule, options, performed));
  });
  const withoutCases = (options.withoutCases ?? []).map(inspectWithoutCases).flatMap((inspection) => {
    const schedule = scheduleOf(inspection, options, shares);
    return reported(resultsOf(inspection, schedule, options, NOTHING_PERFORMED));
  });
  return [...results, ...withoutCases];
}

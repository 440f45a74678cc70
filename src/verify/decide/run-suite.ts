import { NOTHING_PERFORMED, perform, resultsOf, scheduleOf, type ClaimResult } from './schedule.js';
import type { Claim } from '../claim.js';
import type { ClaimsWithoutCases, Experiment } from '../experiment.js';
import { NO_HEARTBEAT } from './heartbeat.js';
import { countDecided, inspect, inspectWithoutCases, type Selection } from './inspection.js';

/** What one run of the suite needs. */
export interface SuiteOptions extends Selection {
  readonly seed: bigint;
  /** Claims that a given subject leaves without a case. */
  readonly withoutCases?: readonly ClaimsWithoutCases[];
  /** How many claims may be decided with this run's α, where other experiments share it; those of these experiments by default. */
  readonly claims?: number;
  /** Called for each claim when its verdict is in. */
  readonly onResult?: (result: ClaimResult) => void;
  readonly onProgress?: (claims: readonly Claim[], done: number, planned: number) => void;
}

/**
 * Decides the claims of experiments one after the other, in this thread: each with its own plan, and NOT APPLICABLE where a given subject
 * breaks an assumption. A case that never returns stalls it: `superviseSuite` does not let that happen.
 *
 * @returns results in the order of the experiments
 */
export function runSuite(experiments: readonly Experiment[], options: SuiteOptions): ClaimResult[] {
  const { seed, onResult, onProgress } = options;
  const inspections = experiments.map((experiment) => inspect(experiment, seed));
  const counted = countDecided(inspections, options);
  const shares = { ...counted, claims: options.claims ?? counted.claims };
  const results = experiments.flatMap((experiment, i) => {
    const schedule = scheduleOf(inspections[i], options, shares);
    const running = schedule.decided.map(({ test }) => inspections[i].claims[test]);
    const performed = perform(experiment, schedule, seed, {
      heartbeat: NO_HEARTBEAT,
      recorded: null,
      onProgress: (done, planned) => onProgress?.(running, done, planned),
    });
    const decided = resultsOf(inspections[i], schedule, options, performed);
    decided.forEach((result) => onResult?.(result));
    return decided;
  });
  const withoutCases = (options.withoutCases ?? []).map(inspectWithoutCases);
  return [
    ...results,
    ...withoutCases.flatMap((inspection) =>
      resultsOf(inspection, scheduleOf(inspection, options, shares), options, NOTHING_PERFORMED),
    ),
  ];
}

import type { Claim } from '../../src/verify/claim.js';
import type { ClaimTest, Experiment, Origin, UnmetAssumption } from '../../src/verify/experiment.js';
import { INDEX_NAMING, type Naming } from '../../src/task/naming.js';
import type { ClaimRecord } from '../claim-record.js';
import { unmetAssumptions } from '../preconditions/unmet-assumptions.js';
import type { SystemSource } from '../systems/system-source.js';
import type { ObservedCases, RandomDesign } from './design.js';
import { roundingOf, type Recheck } from './recheck.js';

export interface ClaimExperimentConfig<Case, Observation> {
  readonly origin: Origin;
  readonly source: SystemSource;
  readonly open: (source: SystemSource) => ObservedCases<Case, Observation>;
  readonly claims: readonly TestedClaim<Case, Observation>[];
  /** Makes the id from that of the cases; by default they are equal. */
  readonly nameOf?: (id: string) => string;
  readonly naming?: Naming;
  /** The unmet assumptions of a case; by default each assumption is checked by itself. */
  readonly unmet?: (assumptions: readonly string[], value: Case) => UnmetAssumption[];
  readonly sizeOf?: RandomDesign<Case, Observation>['sizeOf'];
  /** Evaluates violations within rounding once more. Without it they count as violations. */
  readonly recheck?: Recheck | undefined;
}

/** A claim to test, and its record. The claim is the record's own or a control of it. */
export interface TestedClaim<Case = unknown, Observation = unknown> {
  readonly claim: Claim;
  readonly record: ClaimRecord<Case, Observation>;
}

/** Makes the experiment that tests some claims on cases they share. */
export function claimExperiment<Case, Observation>(
  config: ClaimExperimentConfig<Case, Observation>,
): Experiment<Case, Observation> {
  const { origin, source, open, claims, nameOf = (id) => id } = config;
  const { checked, ...cases } = open(source);
  return { ...cases, id: nameOf(cases.id), origin, tests: claims.map((tested) => testOf(config, tested, checked)) };
}

function testOf<Case, Observation>(
  { source, open, naming = INDEX_NAMING, unmet, sizeOf, recheck }: ClaimExperimentConfig<Case, Observation>,
  { claim, record }: TestedClaim<Case, Observation>,
  checked: ObservedCases<Case, Observation>['checked'],
): ClaimTest<Case, Observation> {
  const conclude = (value: Case, observation: Observation) => record.conclude(claim, value, observation);
  return {
    claim,
    unmet(value) {
      if (unmet !== undefined) return unmet(claim.assumptions, value);
      return checked === undefined ? [] : unmetAssumptions(claim.assumptions, checked(value), naming);
    },
    conclude,
    ...(record.point === undefined ? {} : { point: record.point }),
    ...(record.preview === undefined ? {} : { preview: record.preview }),
    ...(sizeOf === undefined || recheck === undefined
      ? {}
      : {
          rounding: roundingOf(recheck, sizeOf, (value, exact) => {
            return conclude(value, open({ ...source, open: exact }).observe(value));
          }),
        }),
  };
}

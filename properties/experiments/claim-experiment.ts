import type { Claim } from '../../src/verify/claim.js';
import type { ClaimTest, Experiment, Origin, UnmetAssumption } from '../../src/verify/experiment.js';
import { INDEX_NAMING, type Naming } from '../../src/task/naming.js';
import type { ClaimRecord } from '../claim-record.js';
import { unmetAssumptions } from '../preconditions/unmet-assumptions.js';
import type { SystemSource } from '../systems/system-source.js';
import type { ObservedCases, RandomDesign } from './design.js';
import { roundingOf, type Recheck } from './recheck.js';

/** What an experiment of claims is made of. */
export interface ClaimExperimentParts<Case, Observation> {
  readonly origin: Origin;
  readonly source: SystemSource;
  readonly open: (source: SystemSource) => ObservedCases<Case, Observation>;
  readonly claims: readonly TestedClaim<Case, Observation>[];
  /** The id, from that of the cases; the same where nothing is said. */
  readonly nameOf?: (id: string) => string;
  readonly naming?: Naming;
  /** What a case does not meet of a claim's assumptions, where that is more than a check of each. */
  readonly unmet?: (assumptions: readonly string[], value: Case) => UnmetAssumption[];
  readonly sizeOf?: RandomDesign<Case, Observation>['sizeOf'];
  /** Engines that violations within rounding are evaluated by once more; they are believed where it is missing. */
  readonly recheck?: Recheck | undefined;
}

/** A claim, which is that of a record or a control of it. */
export interface TestedClaim<Case = unknown, Observation = unknown> {
  readonly claim: Claim;
  readonly record: ClaimRecord<Case, Observation>;
}

/** Opens the cases of some claims and tests the claims on them. */
export function claimExperiment<Case, Observation>(parts: ClaimExperimentParts<Case, Observation>): Experiment<Case, Observation> {
  const { origin, source, open, claims, nameOf = (id) => id } = parts;
  const { checked, ...cases } = open(source);
  return { ...cases, id: nameOf(cases.id), origin, tests: claims.map((tested) => testOf(parts, tested, checked)) };
}

function testOf<Case, Observation>(
  { source, open, naming = INDEX_NAMING, unmet, sizeOf, recheck }: ClaimExperimentParts<Case, Observation>,
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

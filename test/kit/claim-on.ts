import type { ClaimRecord } from '../../properties/claim-record.js';
import type { TrainingCase } from '../../properties/cases/training-case.js';
import { claimExperiment } from '../../properties/experiments/claim-experiment.js';
import type { ObservedCases } from '../../properties/experiments/design.js';
import type { Trained } from '../../properties/experiments/trained.js';
import type { System } from '../../properties/systems/system.js';
import { unmetAssumptions } from '../../properties/preconditions/unmet-assumptions.js';
import type { Conclusion } from '../../src/verify/conclusion.js';
import type { Experiment } from '../../src/verify/experiment.js';
import { openSparse } from './open-sparse.js';

/** An experiment of one claim on its own cases, with one system in place of every system. */
export function claimOn<Case, Observation>(record: ClaimRecord<Case, Observation>, system: System): Experiment<Case, Observation> {
  return claimExperiment({
    origin: { kind: 'claims' },
    source: { open: openSparse, change: () => system },
    open: (source) => record.random.open(source),
    claims: [{ claim: record.claim, record }],
  });
}

/** An experiment of one claim on given cases, without checking its assumptions. */
export function claimOnCases<Case, Observation>(
  record: ClaimRecord<Case, Observation>,
  cases: ObservedCases<Case, Observation>,
): Experiment<Case, Observation> {
  return claimExperiment({
    origin: { kind: 'claims' },
    source: { open: openSparse },
    open: () => cases,
    claims: [{ claim: record.claim, record }],
    unmet: () => [],
  });
}

/** The names of a claim's assumptions that a case does not meet. */
export function unmetNames<Case, Observation>({ random, claim }: ClaimRecord<Case, Observation>, value: Case): string[] {
  const { checked } = random.open({ open: openSparse });
  if (checked === undefined) return [];
  return unmetAssumptions(claim.assumptions, checked(value)).map(({ assumption }) => assumption);
}

/** What a claim concludes of a case that a test trained by itself. */
export function concludeTrained(record: ClaimRecord<TrainingCase, Trained>, value: TrainingCase, trained: Trained): Conclusion {
  return record.conclude(record.claim, value, trained);
}

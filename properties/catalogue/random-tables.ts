import type { Experiment } from '../../src/verify/experiment.js';
import type { ClaimRecord } from '../claim-record.js';
import { groupBy } from '../experiments/group-by.js';
import { claimExperiment } from '../experiments/claim-experiment.js';
import type { ExperimentSource } from '../experiments/experiment-source.js';
import { REGISTRY } from '../registry.js';
import { controlExperiments } from './controls.js';

/** Opens every claim and control on random tables. */
export function experimentsOnRandomTables(source: ExperimentSource, records: readonly ClaimRecord[] = REGISTRY): Experiment[] {
  const claims = groupBy(records, ({ random }) => random).map(({ shared: design, items }) =>
    claimExperiment({
      origin: { kind: 'claims' },
      source,
      open: (systems) => design.open(systems),
      claims: items.map((record) => ({ claim: record.claim, record })),
      sizeOf: design.sizeOf,
      recheck: source.recheck,
    }),
  );
  return [...claims, ...controlExperiments(source, records)];
}

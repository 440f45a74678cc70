import type { Experiment } from '../../src/verify/experiment.js';
import type { ClaimRecord } from '../claim-record.js';
import { byShared } from '../experiments/by-shared.js';
import { claimExperiment } from '../experiments/claim-experiment.js';
import type { ExperimentSource } from '../experiments/experiment-source.js';
import { REGISTRY } from '../registry.js';
import { controlExperiments } from './controls.js';

/** Every claim and control on random tables: what `verify` runs. */
export function experimentsOnRandomTables(source: ExperimentSource, records: readonly ClaimRecord[] = REGISTRY): Experiment[] {
  const claims = byShared(records, ({ random }) => random).map(({ shared: design, items }) =>
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

import type { Experiment } from '../../../src/verify/experiment.js';
import type { ClaimRecord } from '../../claim-record.js';
import { groupBy } from '../../experiments/group-by.js';
import { claimExperiment } from '../../experiments/claim-experiment.js';
import type { ExperimentSource } from '../../experiments/experiment-source.js';
import { REGISTRY } from '../../registry.js';
import { variantOf, withDefect, type Defect } from '../../systems/defects/defect.js';
import { DEFECTS } from '../../systems/defects/defects.js';

/**
 * The sensitivity map as experiments: claims that set thresholds, held to planted defects of increasing size.
 *
 * @param ids - the ids of the wanted columns: see `variantOf`
 */
export function sensitivityExperiments(
  source: ExperimentSource,
  ids: readonly string[],
  records: readonly ClaimRecord[] = REGISTRY,
): Experiment[] {
  return DEFECTS.flatMap((defect) =>
    defect.sizes
      .filter((size) => ids.includes(variantOf(defect, size)))
      .flatMap((size) => experimentsWith(defect, size, source, records)),
  );
}

function experimentsWith(defect: Defect, size: number, source: ExperimentSource, records: readonly ClaimRecord[]): Experiment[] {
  const asked = records.filter(({ defects = [] }) => defects.includes(defect.id));
  return groupBy(asked, ({ random }) => random).map(({ shared: design, items }) =>
    claimExperiment({
      origin: { kind: 'variant', variant: { map: 'sensitivity', id: variantOf(defect, size) }, scope: null },
      source: { ...source, change: (system) => withDefect(system, defect, size) },
      open: (systems) => design.open(systems),
      claims: items.map((record) => ({ claim: record.claim, record })),
      nameOf: (id) => `sensitivity, ${id}`,
      sizeOf: design.sizeOf,
      recheck: source.recheck,
    }),
  );
}

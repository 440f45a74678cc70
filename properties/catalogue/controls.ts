import { CONTROLS } from '../../spec/claims/controls.js';
import type { Experiment } from '../../src/verify/experiment.js';
import type { ClaimRecord } from '../claim-record.js';
import { claimExperiment } from '../experiments/claim-experiment.js';
import type { ExperimentSource } from '../experiments/experiment-source.js';
import { BROKEN_MODELS } from '../systems/broken/broken-models.js';

/** The names of random streams that do not follow from the claim and the broken model. Another name would mean other draws. */
const STREAMS: Readonly<Record<string, string | undefined>> = {
  C2: 'content-only attention on half of the facts, reference',
};

/**
 * The controls, each a claim on a broken model.
 *
 * @throws RangeError for a control without a broken model
 */
export function controlExperiments(source: ExperimentSource, records: readonly ClaimRecord[]): Experiment[] {
  return CONTROLS.flatMap((claim) => {
    const record = records.find((each) => each.claim.id === claim.control?.of);
    const model = BROKEN_MODELS.find(({ control }) => control === claim.id);
    if (record === undefined) return [];
    if (model === undefined) throw new RangeError(`the control ${claim.id} has no broken model: name it in the \`control\` of one`);
    const design = record.heldTo?.random?.(model.id) ?? record.random;
    return [
      claimExperiment({
        origin: { kind: 'claims' },
        source: { ...source, change: (system) => model.breaks(system) },
        open: (systems) => design.open(systems),
        claims: [{ claim, record }],
        nameOf: (id) => STREAMS[claim.id] ?? id,
        sizeOf: design.sizeOf,
        recheck: source.recheck,
      }),
    ];
  });
}

import type { OpenEngine } from '../../../src/engine/engine.js';
import type { Pretrainer } from '../../../src/training/pretraining.js';
import type { Experiment } from '../../../src/verify/experiment.js';
import { CLAIM_EXPERIMENTS } from '../../registry.js';
import type { Recheck } from '../../experiments/recheck.js';
import { variantOf, type Defect } from '../../systems/defects/defect.js';
import { DEFECTS } from '../../systems/defects/defects.js';

/**
 * Claims that set thresholds, held to planted defects of increasing size.
 *
 * @param open - the engine of the constructed memory
 * @param _pretrain - no defect is about a pretrained memory
 * @param ids - of the variants, a defect and its size each
 * @param recheck - what violations within rounding are evaluated by once more
 */
export function experimentsOfSensitivity(
  open: OpenEngine,
  _pretrain: Pretrainer['pretrain'] | undefined,
  ids: readonly string[],
  recheck?: Recheck,
): Experiment[] {
  return DEFECTS.flatMap((defect) =>
    defect.sizes.filter((size) => ids.includes(variantOf(defect, size))).flatMap((size) => planted(defect, size, open, recheck)),
  );
}

function planted(defect: Defect, size: number, open: OpenEngine, recheck: Recheck | undefined): Experiment[] {
  return CLAIM_EXPERIMENTS.filter(({ claims }) => claims.some(({ id }) => defect.claims.includes(id))).map((experiment) => {
    const on = experiment.on({ open, change: (system) => defect.plant(system, size) }, recheck);
    const tests = on.tests.filter(({ claim }) => defect.claims.includes(claim.id));
    return { ...on, id: `sensitivity, ${on.id}`, tests, variant: { map: 'sensitivity', id: variantOf(defect, size) } };
  });
}

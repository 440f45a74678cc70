import type { OpenEngine } from '../../src/engine/engine.js';
import { isLeftOut, type BudgetName } from '../../src/verify/claim.js';
import type { Experiment } from '../../src/verify/experiment.js';
import { CLAIM_EXPERIMENTS, type ClaimExperiment } from '../claim-experiments.js';
import { variantOf, type Defect } from './defect.js';
import { DEFECTS } from './index.js';

/**
 * Every claim that sets a threshold, held to planted defects of increasing size.
 *
 * @param open - the engine of the constructed memory
 * @param budget - leaves out claims that a lesser budget does not decide
 */
export function experimentsOfSensitivity(open: OpenEngine, budget: BudgetName = 'standard'): Experiment[] {
  return DEFECTS.flatMap((defect) =>
    CLAIM_EXPERIMENTS.flatMap((experiment) => defect.sizes.flatMap((size) => planted(defect, size, experiment, open, budget))),
  );
}

function planted(
  defect: Defect,
  size: number,
  experiment: ClaimExperiment,
  open: OpenEngine,
  budget: BudgetName,
): Experiment[] {
  const on = experiment.on({ open, change: (system) => defect.plant(system, size) });
  const tests = on.tests.filter(({ claim }) => defect.claims.includes(claim.id) && !isLeftOut(claim, budget));
  if (tests.length === 0) return [];
  return [{ ...on, id: `sensitivity, ${on.id}`, tests, variant: { map: 'sensitivity', id: variantOf(defect, size) } }];
}

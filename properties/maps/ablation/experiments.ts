import type { OpenEngine } from '../../../src/engine/engine.js';
import { InputError } from '../../../src/input-error.js';
import type { Experiment } from '../../../src/verify/experiment.js';
import type { Recheck } from '../../experiments/recheck.js';
import { ABLATION_IDS, ABLATIONS } from './ablations.js';
import { CLAIM_ROWS } from './claim-row.js';

/**
 * Every claim re-run without what it assumes, one assumption or limit after the other: the ablation map. A cell's cases break what is dropped
 * and meet everything else.
 *
 * @param open - the engine of the constructed memory
 * @param ids - which ablations; all by default
 * @param recheck - what violations within rounding are evaluated by once more
 * @throws InputError for an id that is none
 */
export function experimentsOfAblation(open: OpenEngine, ids: readonly string[] = ABLATION_IDS, recheck?: Recheck): Experiment[] {
  const unknown = ids.find((id) => !ABLATION_IDS.includes(id));
  if (unknown !== undefined) throw new InputError(`there is no ablation "${unknown}"`, `choose from ${ABLATION_IDS.join(', ')}`);
  return ABLATIONS.filter(({ id }) => ids.includes(id)).flatMap((ablation) =>
    CLAIM_ROWS.flatMap((row) => row(ablation, { open, recheck }) ?? []),
  );
}

/** The claims that an ablation concerns, in the order of reports. */
export function claimsOfAblation(id: string): readonly string[] {
  return experimentsOfAblation(notOpened, [id]).flatMap(({ tests }) => tests.map(({ claim }) => claim.id));
}

function notOpened(): never {
  throw new RangeError('an experiment that is only listed opens no engine');
}

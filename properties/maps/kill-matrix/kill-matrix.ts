import type { ClaimRecord } from '../../claim-record.js';
import { REGISTRY } from '../../registry.js';
import type { ClaimMap } from '../claim-map.js';
import { blankCells, killMatrixExperiments } from './experiments.js';
import { BROKEN_MODELS } from '../../systems/broken/broken-models.js';

/** Claims × broken models. */
export const KILL_MATRIX: ClaimMap = killMatrix(REGISTRY);

/** The kill matrix of some claims. */
export function killMatrix(records: readonly ClaimRecord[]): ClaimMap {
  return {
    columns: BROKEN_MODELS.map(({ id, control, broken }) =>
      control === null ? { id, meaning: broken } : { id, alias: control, meaning: `${control}: ${broken}` },
    ),
    blank: blankCells(records),
    explained: [
      {
        id: 'content-only-attention',
        why: 'only G2a and G2b read full attention, and they are decided from the standard budget on',
      },
    ],
    experiments: (source, ids) => killMatrixExperiments(source, ids, records),
  };
}

import type { ClaimMap } from '../claim-map.js';
import { variantOf } from '../../systems/defects/defect.js';
import { sensitivityExperiments } from './experiments.js';
import { DEFECTS } from '../../systems/defects/defects.js';

/** Claims × sizes of planted defects. */
export const SENSITIVITY: ClaimMap = {
  columns: DEFECTS.flatMap((defect) =>
    defect.sizes.map((size) => ({
      id: variantOf(defect, size),
      meaning: `${defect.planted}: ${defect.measure} ${size}`,
      defect: { name: defect.id, size },
    })),
  ),
  blank: [],
  explained: [],
  experiments: sensitivityExperiments,
};

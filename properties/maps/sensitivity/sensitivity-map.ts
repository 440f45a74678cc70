import type { ClaimMap } from '../maps.js';
import { variantOf } from '../../systems/defects/defect.js';
import { experimentsOfSensitivity } from './experiments.js';
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
  experiments: experimentsOfSensitivity,
};

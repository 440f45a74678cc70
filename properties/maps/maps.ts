import type { MapName } from '../../src/verify/variant.js';
import { ABLATION_MAP } from './ablation/ablation-map.js';
import type { ClaimMap } from './claim-map.js';
import { KILL_MATRIX } from './kill-matrix/kill-matrix.js';
import { SENSITIVITY } from './sensitivity/sensitivity-map.js';

/** The maps by name. */
export const MAPS: Readonly<Record<MapName, ClaimMap>> = {
  controls: KILL_MATRIX,
  sensitivity: SENSITIVITY,
  ablation: ABLATION_MAP,
};

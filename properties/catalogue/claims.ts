import { CONTROLS } from '../../spec/claims/controls.js';
import type { Claim } from '../../src/verify/claim.js';
import { REGISTRY } from '../registry.js';

/** Every claim and control, in the order of reports. */
export const CLAIMS: readonly Claim[] = [...REGISTRY.map(({ claim }) => claim), ...CONTROLS];

import { REGISTRY } from '../registry.js';

/** True if a claim needs a pretrainer, which takes long to load. */
export function needsPretrainer(claim: string): boolean {
  return REGISTRY.some((record) => record.claim.id === claim && record.random.pretrains === true);
}

import { REGISTRY } from '../registry.js';

/** True where a claim is about a pretrained memory: what pretrains it takes long to load. */
export function needsPretrainer(claim: string): boolean {
  return REGISTRY.some((record) => record.claim.id === claim && record.random.pretrains === true);
}

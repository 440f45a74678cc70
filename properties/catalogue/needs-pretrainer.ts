import { CONTROLS } from '../../spec/claims/controls.js';
import { REGISTRY } from '../registry.js';

/** True if a claim, or the claim that a control is of, needs a pretrainer, which takes long to load. */
export function needsPretrainer(id: string): boolean {
  const tested = CONTROLS.find((control) => control.id === id)?.control?.of ?? id;
  return REGISTRY.some(({ claim, random }) => claim.id === tested && random.pretrains === true);
}

import type { ClaimReport } from './claim-schema.js';

/** True for a claim about something that is broken on purpose. */
export function isControl({ control }: Pick<ClaimReport, 'control'>): boolean {
  return control !== null;
}

import type { ClaimReport } from '../data/claim-schema.js';
import { idOf } from './markup.js';

/** The anchor of a claim: its `id` on the page. */
export function anchorOf({ id }: Pick<ClaimReport, 'id'>, given: boolean): string {
  return given ? idOf('table', id) : idOf(id);
}

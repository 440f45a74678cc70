import { missOf } from './evidence-line.js';
import type { CellReport } from '../data/map-schema.js';

/** What a cell's case is, beside its description: by how much it fails, or that it is a witness. */
export function cellCaseWords(found: NonNullable<CellReport['found']>): { readonly role: string; readonly miss: string } {
  return found.kind === 'witness' ? { role: 'witness', miss: 'which keeps the claim' } : { role: 'simplest', miss: missOf(found) };
}

/** How cells are decided. */
export const CELL_RULE =
  'A cell is decided at the claim’s tolerance or at 5 %, whichever is larger, and one that holds there but was violated more often than the claim itself allows is undecided; planted defects are held to the claim’s own tolerance. One counterexample decides a universal claim, whatever its rate.';

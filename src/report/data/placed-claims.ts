import type { ClaimReport } from './claim-schema.js';
import type { Report } from './schema.js';
import { wasAsked } from './summary.js';

/** A claim of a report, and where it was tested. */
export interface PlacedClaim {
  readonly claim: ClaimReport;
  /** True for the given table, false for random tables. */
  readonly given: boolean;
}

/** The claims of a report that were not skipped, those on random tables first. */
export function askedClaims({ claims, table }: Pick<Report, 'claims' | 'table'>): PlacedClaim[] {
  const placed = (some: readonly ClaimReport[], given: boolean) => some.filter(wasAsked).map((claim) => ({ claim, given }));
  return [...placed(claims, false), ...placed(table?.claims ?? [], true)];
}

import type { ClaimReport } from './claim-schema.js';
import type { Report } from './schema.js';
import { wasAsked } from './summary.js';

/** A claim of a report, and what it was held to. */
export interface PlacedClaim {
  readonly claim: ClaimReport;
  /** True where it was held to the given table. */
  readonly given: boolean;
}

/** The claims of a report that were asked, those on random tables first. */
export function askedClaims({ claims, table }: Pick<Report, 'claims' | 'table'>): PlacedClaim[] {
  const placed = (some: readonly ClaimReport[], given: boolean) => some.filter(wasAsked).map((claim) => ({ claim, given }));
  return [...placed(claims, false), ...placed(table?.claims ?? [], true)];
}

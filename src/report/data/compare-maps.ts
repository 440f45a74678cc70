import type { MapName } from '../../verify/variant.js';
import type { CellComparison } from './comparison.js';
import { isAgainst } from './map-outcomes.js';
import type { CellReport } from './map-schema.js';
import type { Report } from './schema.js';

/**
 * The cells of a map with different outcomes on the same cases, and those decided against the claim in the baseline that the report
 * does not have.
 */
export function compareMaps(map: MapName, { [map]: baseline }: Report, { [map]: report }: Report): CellComparison[] {
  if (baseline === null || report === null) return [];
  const key = ({ claim, column, distribution, tolerance }: CellReport) => JSON.stringify([claim, column, distribution, tolerance]);
  const after = new Map(report.cells.map((cell) => [key(cell), cell.outcome]));
  return baseline.cells.flatMap((cell) => {
    const { claim, column, outcome } = cell;
    const now = after.get(key(cell)) ?? null;
    const wasAgainst = isAgainst(outcome);
    if (now === outcome || (now === null && !wasAgainst)) return [];
    return [
      {
        map,
        claim,
        column,
        baseline: outcome,
        report: now,
        severity: wasAgainst && now !== null ? ('warn' as const) : ('note' as const),
      },
    ];
  });
}

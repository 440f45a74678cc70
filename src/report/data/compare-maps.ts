import type { MapName } from '../../verify/variant.js';
import type { CellComparison } from './comparison.js';
import type { CellReport } from './map-schema.js';
import type { Report } from './schema.js';

/** Cells of a map that both reports have, of the same cases, that came to something else; and what told something once and is gone. */
export function compareMaps(map: MapName, { [map]: baseline }: Report, { [map]: report }: Report): CellComparison[] {
  if (baseline === null || report === null) return [];
  const key = ({ claim, column, distribution, tolerance }: CellReport) => JSON.stringify([claim, column, distribution, tolerance]);
  const after = new Map(report.cells.map((cell) => [key(cell), cell.outcome]));
  return baseline.cells.flatMap((cell) => {
    const { claim, column, outcome } = cell;
    const now = after.get(key(cell)) ?? null;
    const told = AGAINST.has(outcome);
    if (now === outcome || (now === null && !told)) return [];
    return [
      {
        map,
        claim,
        column,
        baseline: outcome,
        report: now,
        severity: told && now !== null ? ('warn' as const) : ('note' as const),
      },
    ];
  });
}

const AGAINST: ReadonlySet<CellReport['outcome']> = new Set(['killed', 'detected', 'load-bearing']);

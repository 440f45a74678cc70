import { MAP_NAMES } from '../../verify/variant.js';
import { sizesWords } from '../words/table-words.js';
import { compareClaims } from './compare-claims.js';
import { compareMaps } from './compare-maps.js';
import { SEVERITIES, type Comparison } from './comparison.js';
import type { Report } from './schema.js';

/** Compares a report with an earlier one. */
export function compareReports(baseline: Report, report: Report): Comparison {
  const claims = [
    ...compareClaims(baseline.claims, report.claims, false),
    ...compareClaims(baseline.table?.claims ?? [], report.table?.claims ?? [], true),
  ];
  const cells = MAP_NAMES.flatMap((name) => compareMaps(name, baseline, report));
  const found = new Set([...claims, ...cells].map(({ severity }) => severity));
  return {
    differences: differencesOf(baseline, report),
    claims,
    cells,
    alpha: baseline.alpha.suite + report.alpha.suite,
    severity: SEVERITIES.find((severity) => found.has(severity)) ?? null,
  };
}

/** Differences between the runs, other than in the code, that may explain different verdicts. */
function differencesOf(baseline: Report, report: Report): Comparison['differences'] {
  const facts = ({ tool, engine, budget, seed, table, ...maps }: Report) => ({
    version: tool.version,
    engine,
    budget,
    seed,
    table: table === null ? 'none' : `${table.source} (${sizesWords(table)}; SHA-256 ${table.hash.slice(0, 12)})`,
    maps: MAP_NAMES.filter((name) => maps[name] !== null).join(', ') || 'none',
  });
  const before = Object.entries(facts(baseline));
  const after = Object.values(facts(report));
  return before
    .map(([field, value], i) => ({ field, baseline: value, report: after[i] }))
    .filter((each) => each.baseline !== each.report);
}

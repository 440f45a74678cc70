import type { ClaimResult } from '../../verify/decide/schedule.js';
import type { BudgetName } from '../../verify/claim.js';
import type { Counterexample, Estimate, Measurement } from '../../verify/evidence.js';
import { MAPS_ALPHA } from '../../verify/decide/plan.js';
import { simplestCase } from '../../verify/found-cases.js';
import type { MapName } from '../../verify/variant.js';
import { defectRows } from './defect-rows.js';
import type { CellReport, MapReport } from './map-schema.js';
import { measurementsOf } from './measurements.js';
import { smallestDetected } from './smallest-detected.js';

/** What a map says beside its cells: its columns, in their order, and what was not results or cannot be decided, with the reasons. */
export interface MapFacts {
  readonly columns: readonly {
    readonly id: string;
    readonly meaning: string;
    readonly defect?: { readonly name: string; readonly size: number };
  }[];
  readonly blank: MapReport['blank'];
  readonly explained: readonly { readonly id: string; readonly why: string }[];
}

/** What REFUTED and HOLDS say in each map; everything else, a timeout too, is undecided. */
const OUTCOMES = {
  controls: { REFUTED: 'killed', HOLDS: 'survived' },
  sensitivity: { REFUTED: 'detected', HOLDS: 'undetected' },
  ablation: { REFUTED: 'load-bearing', HOLDS: 'redundant' },
} as const;

/**
 * The map of a run's results.
 *
 * @param results - those of the map, in the order of the claims
 * @param cells - how many cells share α over all maps of the run
 * @param claims - ids of the claims that the run decides: the rows, each with its cells or why it has none
 */
export function mapReport(
  name: MapName,
  { columns, blank, explained }: MapFacts,
  results: readonly ClaimResult[],
  { cells: sharing, budget, claims }: { readonly cells: number; readonly budget: BudgetName; readonly claims: readonly string[] },
): MapReport {
  const order = columns.map(({ id }) => id);
  const unasked = blank.filter(({ claim, column }) => claims.includes(claim) && order.includes(column));
  const rows = claims.filter((id) => [...results.map(({ claim }) => claim.id), ...unasked.map(({ claim }) => claim)].includes(id));
  const known = explained.filter(({ id }) => rows.includes(id) || order.includes(id));
  const cells = results
    .map((result) => cellReport(name, result, budget))
    .toSorted((one, other) => order.indexOf(one.column) - order.indexOf(other.column));
  const shown = columns.map(({ id, meaning, defect }) => ({ id, meaning, defect: defect === undefined ? null : { ...defect } }));
  const met = rows.filter((id) => cells.some(({ claim }) => claim === id));
  return {
    alpha: { family: MAPS_ALPHA, cells: sharing, each: MAPS_ALPHA / Math.max(1, sharing) },
    columns: shown,
    rows,
    cells,
    smallest: smallestOf({ columns: shown, cells }),
    blank: unasked.map((each) => ({ ...each })),
    explained: name === 'controls' ? unkilled(columns, met, cells, known) : known.map((each) => ({ ...each })),
  };
}

/** Broken models that no claim kills, and claims that kill none, with the reason where one is known. */
function unkilled(
  columns: MapFacts['columns'],
  rows: readonly string[],
  cells: readonly CellReport[],
  explained: MapFacts['explained'],
): MapReport['explained'] {
  const killed = cells.filter(({ outcome }) => outcome === 'killed');
  const why = (id: string, kind: 'claim' | 'column') => {
    const known = explained.find((each) => each.id === id)?.why;
    const met = cells.some((cell) => cell[kind] === id);
    if (kind === 'claim') return `kills none of these${known === undefined ? '' : `: ${known}`}`;
    return `${met ? 'no claim of this run kills it' : 'no claim of this run is held to it at this budget'}${known === undefined ? '' : `: ${known}`}`;
  };
  return [
    ...columns.filter(({ id }) => !killed.some(({ column }) => column === id)).map(({ id }) => ({ id, why: why(id, 'column') })),
    ...rows.filter((id) => !killed.some(({ claim }) => claim === id)).map((id) => ({ id, why: why(id, 'claim') })),
  ];
}

/** Every claim that met a defect in all of its sizes, and the smallest that it detects; where a size was not decided, by a stop or an error, there is nothing to tell. */
function smallestOf(map: Pick<MapReport, 'columns' | 'cells'>): MapReport['smallest'] {
  return defectRows({ ...map, smallest: [] })
    .filter(({ sizes }) => sizes.every(({ cell }) => cell !== null && cell.cases !== null))
    .map(({ claim, defect, sizes }) => ({
      claim,
      defect,
      size: smallestDetected(
        sizes.flatMap(({ column }) => column.defect?.size ?? []),
        (size) => sizes.some(({ column, cell }) => column.defect?.size === size && cell?.outcome === 'detected'),
      ),
    }));
}

function cellReport(name: MapName, { claim, origin, plan, scope, verdict }: ClaimResult, budget: BudgetName): CellReport {
  const { word, stopped } = verdict;
  const measured: Measurement | Estimate | null = measurementsOf(verdict)[0] ?? null;
  const found = simplestCase(verdict);
  const exceeded = word === 'HOLDS' && measured !== null && measured.violations > claim.tolerance[budget] * measured.cases;
  return {
    claim: claim.id,
    column: origin.kind === 'variant' ? origin.variant.id : '',
    outcome: (word === 'REFUTED' || word === 'HOLDS') && !exceeded ? OUTCOMES[name][word] : 'undecided',
    verdict: word,
    stopped: exceeded ? `${stopped}, and it was violated more often than the claim itself allows` : stopped,
    distribution: scope.distribution,
    tolerance: plan?.tolerance ?? claim.tolerance[budget],
    cases: measured?.cases ?? null,
    violations: measured?.violations ?? null,
    interval: measured !== null && 'interval' in measured ? { ...measured.interval } : null,
    found:
      found === null
        ? null
        : {
            kind: 'witness' in verdict ? 'witness' : 'counterexample',
            description: found.description,
            conclusion: conclusionOf(found),
          },
  };
}

function conclusionOf({ conclusion }: Counterexample): NonNullable<CellReport['found']>['conclusion'] {
  return { ...conclusion, quantities: conclusion.quantities.map((each) => ({ ...each })) };
}

import type { ClaimResult } from '../../verify/decide/schedule.js';
import type { BudgetName } from '../../verify/claim.js';
import type { Counterexample, Estimate, Measurement } from '../../verify/evidence.js';
import { MAPS_ALPHA } from '../../verify/decide/plan.js';
import { simplestCase } from '../../verify/found-cases.js';
import type { MapName } from '../../verify/variant.js';
import { defectRows } from './defect-rows.js';
import { MAP_OUTCOMES } from './map-outcomes.js';
import type { CellReport, MapReport } from './map-schema.js';
import { measurementsOf } from './measurements.js';
import { smallestDetected } from './smallest-detected.js';

/**
 * What a map has besides its cells: its columns in their order, the pairs that were not evaluated, and explanations, with the
 * reasons.
 */
export interface MapFacts {
  readonly columns: readonly {
    readonly id: string;
    readonly meaning: string;
    readonly defect?: { readonly name: string; readonly size: number };
  }[];
  readonly blank: MapReport['blank'];
  readonly explained: readonly { readonly id: string; readonly why: string }[];
}

/**
 * Makes a map from the results of a run.
 *
 * @param results - the results of this map, in the order of the claims
 * @param cells - the number of cells that share α, in all maps of the run
 * @param claims - ids of the claims that the run decides. They become the rows, each with its cells or the reason why it has none
 */
export function mapReport(
  name: MapName,
  { columns, blank, explained }: MapFacts,
  results: readonly ClaimResult[],
  { cells: sharing, budget, claims }: { readonly cells: number; readonly budget: BudgetName; readonly claims: readonly string[] },
): MapReport {
  const order = columns.map(({ id }) => id);
  const unevaluated = blank.filter(({ claim, column }) => claims.includes(claim) && order.includes(column));
  const rows = claims.filter((id) =>
    [...results.map(({ claim }) => claim.id), ...unevaluated.map(({ claim }) => claim)].includes(id),
  );
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
    blank: unevaluated.map((each) => ({ ...each })),
    explained: name === 'controls' ? unkilled(columns, met, cells, known) : known.map((each) => ({ ...each })),
  };
}

/** Broken models that no claim kills and claims that kill none, with the reason if there is one. */
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
    return `${met ? 'no claim of this run kills it' : 'no claim of this run is tested on it at this budget'}${known === undefined ? '' : `: ${known}`}`;
  };
  return [
    ...columns.filter(({ id }) => !killed.some(({ column }) => column === id)).map(({ id }) => ({ id, why: why(id, 'column') })),
    ...rows.filter((id) => !killed.some(({ claim }) => claim === id)).map((id) => ({ id, why: why(id, 'claim') })),
  ];
}

/**
 * The smallest size that each claim detects of each defect. Pairs with a size that was not decided, because of a stop or an error,
 * are left out.
 */
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
    outcome: (word === 'REFUTED' || word === 'HOLDS') && !exceeded ? MAP_OUTCOMES[name][word] : 'undecided',
    verdict: word,
    stopped: exceeded ? `${stopped}, but it was violated more often than the claim itself allows` : stopped,
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

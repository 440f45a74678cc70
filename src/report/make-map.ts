import type { ClaimResult } from '../verify/assignment.js';
import type { BudgetName } from '../verify/claim.js';
import type { Counterexample, Measurement } from '../verify/evidence.js';
import type { Interval } from '../verify/statistics/clopper-pearson.js';
import { MAPS_ALPHA } from '../verify/plan.js';
import { simplestCounterexample } from '../verify/simplest-counterexample.js';
import type { MapName } from '../verify/variant.js';
import type { Verdict } from '../verify/verdict.js';
import type { CellReport, MapReport } from './map-schema.js';
import { smallestDetected } from './smallest-detected.js';

/** What a map says beside its cells: its columns, in their order, and what was not evaluated or cannot be decided, with the reasons. */
export interface MapFacts {
  readonly columns: readonly {
    readonly id: string;
    readonly meaning: string;
    readonly defect?: { readonly name: string; readonly size: number };
  }[];
  readonly blank: readonly { readonly claim: string; readonly column: string; readonly why: string }[];
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
 */
export function mapReport(
  name: MapName,
  { columns, blank, explained }: MapFacts,
  results: readonly ClaimResult[],
  { cells: sharing, budget }: { readonly cells: number; readonly budget: BudgetName },
): MapReport {
  const evaluated = results.filter(({ verdict }) => !isLeftOut(verdict));
  const order = columns.map(({ id }) => id);
  const cells = evaluated
    .map((result) => cellReport(name, result, budget))
    .toSorted((one, other) => order.indexOf(one.column) - order.indexOf(other.column));
  return {
    alpha: { family: MAPS_ALPHA, cells: sharing, each: MAPS_ALPHA / Math.max(1, sharing) },
    columns: columns.map(({ id, meaning, defect }) => ({ id, meaning, defect: defect === undefined ? null : { ...defect } })),
    rows: [...new Set(evaluated.map(({ claim }) => claim.id))],
    cells,
    smallest: smallestOf(columns, cells),
    blank: blank.map((each) => ({ ...each })),
    explained: explained.map((each) => ({ ...each })),
  };
}

/** Every claim that met a defect in all of its sizes, and the smallest that it detects. */
function smallestOf(columns: MapFacts['columns'], cells: readonly CellReport[]): MapReport['smallest'] {
  const defects = [...new Set(columns.flatMap(({ defect }) => defect?.name ?? []))];
  return defects.flatMap((defect) => {
    const sizes = columns.filter((column) => column.defect?.name === defect);
    const claims = [...new Set(cells.filter(({ column }) => sizes.some(({ id }) => id === column)).map(({ claim }) => claim))];
    return claims.map((claim) => {
      const isDetected = (size: number) => {
        const id = sizes.find((column) => column.defect?.size === size)?.id;
        return cells.some((cell) => cell.claim === claim && cell.column === id && cell.outcome === 'detected');
      };
      return {
        claim,
        defect,
        size: smallestDetected(
          sizes.flatMap((column) => column.defect?.size ?? []),
          isDetected,
        ),
      };
    });
  });
}

/** The budget leaves the claim out: there is nothing to show. */
function isLeftOut(verdict: Verdict): boolean {
  return verdict.word === 'NOT APPLICABLE' && verdict.by === 'budget';
}

function cellReport(name: MapName, { claim, variant, plan, scope, verdict }: ClaimResult, budget: BudgetName): CellReport {
  const { word, stopped } = verdict;
  const measured = measurementOf(verdict);
  const found = simplestCounterexample(verdict);
  return {
    claim: claim.id,
    column: variant?.id ?? '',
    outcome: word === 'REFUTED' || word === 'HOLDS' ? OUTCOMES[name][word] : 'undecided',
    verdict: word,
    stopped,
    distribution: scope.distribution,
    tolerance: plan?.tolerance ?? claim.tolerance[budget],
    cases: measured?.cases ?? null,
    violations: measured?.violations ?? null,
    interval: intervalOf(verdict),
    found: found === null ? null : { description: found.description, conclusion: conclusionOf(found) },
  };
}

function conclusionOf({ conclusion }: Counterexample): NonNullable<CellReport['found']>['conclusion'] {
  return { ...conclusion, quantities: conclusion.quantities.map((each) => ({ ...each })) };
}

function measurementOf(verdict: Verdict): Pick<Measurement, 'cases' | 'violations'> | null {
  if ('estimate' in verdict && verdict.estimate !== null) return verdict.estimate;
  if ('enumeration' in verdict) return verdict.enumeration;
  return null;
}

function intervalOf(verdict: Verdict): { lower: number; upper: number } | null {
  const interval: Interval | null = 'estimate' in verdict ? (verdict.estimate?.interval ?? null) : null;
  return interval === null ? null : { ...interval };
}

import { isBelowLeastBudget, type BudgetName, type Claim } from '../claim.js';
import { EvaluationError, originOf } from '../evaluation-error.js';
import type { ClaimsWithoutCases, Experiment, Json, Origin, UnmetAssumption } from '../experiment.js';
import { firstCase } from './draws.js';

/** What a run has to know of an experiment before it can plan, as data. */
export interface Inspection {
  readonly id: string;
  /** The claims of its tests, in their order. */
  readonly claims: readonly Claim[];
  readonly origin: Origin;
  readonly setting: Json;
  /** True where it makes previews of its cases. */
  readonly previewed: boolean;
  /** True where every case of a finite domain is evaluated, and none is drawn. */
  readonly finite: boolean;
  /** For each test the assumptions that a given subject does not meet; none where cases are drawn for the claims. */
  readonly unmet: readonly (readonly UnmetAssumption[])[];
  /** True where there is no case at all, so that nothing can be measured. */
  readonly withoutCases: boolean;
  /** What went wrong when a given subject was looked at. */
  readonly crash: { readonly message: string; readonly case: Json } | null;
}

/** What is known of an experiment before its first case is looked at. */
export type UninspectedExperiment = Omit<Inspection, 'unmet' | 'crash'>;

/** What an experiment says of itself. */
export function uninspected({ id, tests, origin, setting, cases, presentation }: Experiment): UninspectedExperiment {
  return {
    id,
    claims: tests.map(({ claim }) => claim),
    origin,
    setting: setting ?? null,
    previewed:
      presentation.preview !== undefined ||
      presentation.overview !== undefined ||
      tests.some((test) => test.preview !== undefined),
    finite: cases.enumerate !== undefined,
    withoutCases: false,
  };
}

/** Looks at an experiment: at its given subject's first case, where it has one. */
export function inspect(experiment: Experiment, seed: bigint): Inspection {
  const { id, tests, origin } = experiment;
  const known = { ...uninspected(experiment), crash: null };
  const allMet = tests.map((): UnmetAssumption[] => []);
  if (origin.kind !== 'given') return { ...known, unmet: allMet };
  try {
    const first = firstCase(experiment, seed);
    return { ...known, unmet: tests.map((test) => test.unmet(first)) };
  } catch (error) {
    const { message, value } = EvaluationError.of(error, originOf({ firstCaseOf: id }));
    return { ...known, unmet: allMet, crash: { message, case: value } };
  }
}

/** The inspection of claims that have no case: there is nothing to look at. */
export function inspectWithoutCases({ id, scope, claims, unmet }: ClaimsWithoutCases): Inspection {
  return {
    id,
    claims,
    origin: { kind: 'given', scope },
    setting: null,
    previewed: false,
    finite: false,
    unmet: claims.map(() => unmet),
    withoutCases: true,
    crash: null,
  };
}

/** Which claims of a run are wanted, at which budget. */
export interface Selection {
  readonly budget: BudgetName;
  /** Ids of the claims to run; all when null. */
  readonly only: ReadonlySet<string> | null;
}

/** Why a claim is skipped: what the budget or the selection leaves out; null where it is asked. */
export function skippedBy(claim: Claim, { budget, only }: Selection): 'budget' | 'selection' | null {
  if (only !== null && !only.has(claim.id)) return 'selection';
  return isBelowLeastBudget(claim, budget) ? 'budget' : null;
}

/** True where a test of an inspected experiment will be decided. */
export function isDecided({ claims, unmet, crash }: Inspection, test: number, selection: Selection): boolean {
  return skippedBy(claims[test], selection) === null && unmet[test].length === 0 && crash === null;
}

/** How many decisions by statistics share an α: claims theirs, the cells of maps another. */
export interface Shares {
  readonly claims: number;
  readonly cells: number;
}

/** How many claims and cells a run decides by statistics. A witness and an enumeration need none, and what is not applicable takes none. */
export function countDecided(inspections: readonly Inspection[], selection: Selection): Shares {
  const count = (some: readonly Inspection[]) =>
    some.flatMap((each) =>
      each.claims.filter(
        ({ kind }, test) => (kind === 'scaling' || (kind !== 'existence' && !each.finite)) && isDecided(each, test, selection),
      ),
    ).length;
  return {
    claims: count(inspections.filter(({ origin }) => origin.kind !== 'variant')),
    cells: count(inspections.filter(({ origin }) => origin.kind === 'variant')),
  };
}

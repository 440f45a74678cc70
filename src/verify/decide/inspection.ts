import type { BudgetName, Claim } from '../claim.js';
import { isSkipped } from '../claim.js';
import { firstCase } from './draws.js';
import { EvaluationError, originOf } from '../evaluation-error.js';
import type { UnmetAssumption, Experiment, Json, Scope } from '../experiment.js';
import type { Variant } from '../variant.js';

/** What a run has to know of an experiment before it can plan, as data. */
export interface Inspection {
  readonly id: string;
  /** The claims of its tests, in their order. */
  readonly claims: readonly Claim[];
  readonly scope: Scope | null;
  readonly setting: Json;
  /** Its place in a map, where it is about something other than its claims. */
  readonly variant: Variant | null;
  /** True where it makes pictures of its cases. */
  readonly illustrated: boolean;
  /** True where cases come from a given subject. */
  readonly given: boolean;
  /** For each test the assumptions that a given subject breaks; none where cases are drawn for the claims. */
  readonly unmet: readonly (readonly UnmetAssumption[])[];
  /** True where every case of a finite domain is evaluated, and none is drawn. */
  readonly finite: boolean;
  /** True where no case can be drawn from the given subject at all. */
  readonly barren: boolean;
  /** What went wrong when a given subject was looked at. */
  readonly crash: { readonly message: string; readonly case: Json } | null;
}

/** What is known of an experiment without looking at a case. */
export function listed(experiment: Experiment): Omit<Inspection, 'unmet' | 'crash'> {
  const { id, tests, scope, setting, variant, barren } = experiment;
  const claims = tests.map(({ claim }) => claim);
  return {
    id,
    claims,
    scope: scope ?? null,
    setting: setting ?? null,
    variant: variant ?? null,
    illustrated:
      experiment.illustrate !== undefined ||
      experiment.overview !== undefined ||
      tests.some((test) => test.illustrate !== undefined),
    given: experiment.given === true,
    finite: experiment.enumerate !== undefined,
    barren: barren !== undefined,
  };
}

/** Looks at an experiment: at its given subject's first case, where it has one. */
export function inspect(experiment: Experiment, seed: bigint): Inspection {
  const { id, tests, barren, given } = experiment;
  const found = { ...listed(experiment), crash: null };
  if (barren !== undefined) return { ...found, unmet: tests.map(() => barren) };
  const unbroken = tests.map((): UnmetAssumption[] => []);
  if (given !== true) return { ...found, unmet: unbroken };
  try {
    const first = firstCase(experiment, seed);
    return { ...found, unmet: tests.map((test) => test.unmet(first)) };
  } catch (error) {
    const { message, value } = EvaluationError.of(error, originOf({ firstCaseOf: id }));
    return { ...found, unmet: unbroken, crash: { message, case: value } };
  }
}

/** Which claims of a run are wanted, at which budget. */
export interface Selection {
  readonly budget: BudgetName;
  /** Ids of the claims to run; all when null. */
  readonly only: ReadonlySet<string> | null;
}

/** True where a claim is among those to run. */
export function isWanted({ id }: Claim, { only }: Selection): boolean {
  return only === null || only.has(id);
}

/** True where a test of an inspected experiment will be decided. */
export function isDecided({ claims, unmet, crash }: Inspection, test: number, selection: Selection): boolean {
  const claim = claims[test];
  return isWanted(claim, selection) && !isSkipped(claim, selection.budget) && unmet[test].length === 0 && crash === null;
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
    claims: count(inspections.filter(({ variant }) => variant === null)),
    cells: count(inspections.filter(({ variant }) => variant !== null)),
  };
}

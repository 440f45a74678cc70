import { isBelowLeastBudget, type BudgetName, type Claim } from '../claim.js';
import { EvaluationError, originOf } from '../evaluation-error.js';
import type { Measurement } from '../evidence.js';
import type { ClaimsWithoutCases, Experiment, Json, Origin, UnmetAssumption } from '../experiment.js';
import type { Verdict } from '../verdict.js';
import { firstCase } from './draws.js';

/** What a run has to know about an experiment before it can plan it. */
export interface Inspection {
  readonly id: string;
  /** The claims of its tests, in their order. */
  readonly claims: readonly Claim[];
  readonly origin: Origin;
  readonly setting: Json;
  /** True when the experiment makes previews of its cases. */
  readonly previewed: boolean;
  /** True when the cases are those of a finite domain: all are evaluated, and none is drawn. */
  readonly finite: boolean;
  /** For each test, the assumptions that the given subject does not meet; empty when cases are drawn for the claims. */
  readonly unmet: readonly (readonly UnmetAssumption[])[];
  /** True when there are no cases, so that nothing can be measured. */
  readonly withoutCases: boolean;
  /** The error when the given subject could not be inspected. */
  readonly crash: { readonly message: string; readonly case: Json } | null;
}

/** What can be said about an experiment without evaluating its first case. */
export type UninspectedExperiment = Omit<Inspection, 'unmet' | 'crash'>;

/** Describes an experiment without evaluating a case. */
export function uninspected({ id, tests, origin, setting, cases, presentation }: Experiment): UninspectedExperiment {
  return {
    id,
    claims: tests.map(({ claim }) => claim),
    origin,
    setting: setting ?? null,
    previewed:
      presentation.preview !== undefined || presentation.overview !== undefined || tests.some((test) => test.preview !== undefined),
    finite: cases.enumerate !== undefined,
    withoutCases: false,
  };
}

/** Inspects an experiment. If it is about a given subject, its first case shows which assumptions the subject meets. */
export function inspect(experiment: Experiment, seed: bigint): Inspection {
  const { id, tests, origin } = experiment;
  const described = { ...uninspected(experiment), crash: null };
  const allMet = tests.map((): UnmetAssumption[] => []);
  if (origin.kind !== 'given') return { ...described, unmet: allMet };
  try {
    const first = firstCase(experiment, seed);
    return { ...described, unmet: tests.map((test) => test.unmet(first)) };
  } catch (error) {
    const { message, value } = EvaluationError.of(error, originOf({ firstCaseOf: id }));
    return { ...described, unmet: allMet, crash: { message, case: value } };
  }
}

/** The inspection of claims without cases. */
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

/** Which claims a run decides, and with which budget. */
export interface Selection {
  readonly budget: BudgetName;
  /** Ids of the claims to run; all when null. */
  readonly only: ReadonlySet<string> | null;
}

/** Whether the budget or the selection leaves a claim out; null when neither does. */
export function skippedBy(claim: Claim, { budget, only }: Selection): 'budget' | 'selection' | null {
  if (only !== null && !only.has(claim.id)) return 'selection';
  return isBelowLeastBudget(claim, budget) ? 'budget' : null;
}

/**
 * The verdict of a claim that needs no decision: SKIPPED, ERROR when its subject could not be inspected, or NOT APPLICABLE. Null
 * when the claim must be decided. Only this function gives the verdicts SKIPPED and NOT APPLICABLE.
 *
 * @param exploratory - the measurement on cases that break the assumptions
 */
export function verdictBeforehand(
  { claims, unmet, crash }: Inspection,
  test: number,
  selection: Selection,
  exploratory: Measurement | null = null,
): Verdict | null {
  const claim = claims[test];
  switch (skippedBy(claim, selection)) {
    case 'selection':
      return { word: 'SKIPPED', by: 'selection', stopped: 'the run was asked for other claims' };
    case 'budget': {
      const { leastBudget } = claim;
      if (leastBudget === undefined) throw new RangeError(`the claim ${claim.id} is decided by every budget`);
      const stopped = `the ${selection.budget} budget skips the claim: ${leastBudget.why}`;
      return { word: 'SKIPPED', by: 'budget', least: leastBudget.budget, stopped };
    }
    case null:
      break;
  }
  if (crash !== null) return { word: 'ERROR', ...crash, stopped: 'the given subject could not be inspected' };
  if (unmet[test].length === 0) return null;
  const names = [...new Set(unmet[test].map(({ assumption }) => assumption))];
  const stopped = `the assumption${names.length === 1 ? '' : 's'} ${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} broken`;
  return { word: 'NOT APPLICABLE', unmet: unmet[test], exploratory, stopped };
}

/** True when a test of an inspected experiment will be decided. */
export function isDecided(inspection: Inspection, test: number, selection: Selection): boolean {
  return verdictBeforehand(inspection, test, selection) === null;
}

/** How many statistical decisions share an α. Claims share one, and the cells of maps another. */
export interface Shares {
  readonly claims: number;
  readonly cells: number;
}

/**
 * Counts the claims and cells that a run decides by statistics. Witnesses and enumerations need no α, and claims that do not apply
 * take none.
 */
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

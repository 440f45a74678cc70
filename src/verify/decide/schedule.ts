import type { BudgetName, Claim } from '../claim.js';
import { EvaluationError, originOf } from '../evaluation-error.js';
import type { Measurement } from '../evidence.js';
import type { Experiment, Json, Origin, Scope } from '../experiment.js';
import type { Verdict } from '../verdict.js';
import { decide, errorVerdict, interruptedVerdict, type DecideOptions } from './decide.js';
import type { Confirmed } from './evaluator.js';
import { explore } from './explore.js';
import { Interrupted } from './heartbeat.js';
import { isDecided, skippedBy, verdictBeforehand, type Inspection, type Selection, type Shares } from './inspection.js';
import { planOf, planOfCell, type Plan } from './plan.js';
import { NO_PREVIEWS, type Previews } from './previews.js';

/** What a run does with one experiment. Tests are given by their positions in the experiment's list. */
export interface Schedule {
  readonly decided: readonly {
    readonly test: number;
    readonly plan: Plan;
    /** A counterexample of an earlier run, after its replays in this one. */
    readonly regression: Confirmed | null;
  }[];
  /** Tests whose assumptions a given subject does not meet: they are measured, but not decided. */
  readonly explored: readonly number[];
  /** The number of cases of the exploration. */
  readonly cases: number;
}

/** The results of a schedule, by the positions of the tests. */
export interface Performed {
  readonly verdicts: ReadonlyMap<number, Verdict>;
  /** The measurements of claims that do not apply. */
  readonly explored: ReadonlyMap<number, Measurement>;
}

/** The results of an empty schedule. */
export const NOTHING_PERFORMED: Performed = { verdicts: new Map(), explored: new Map() };

/** A claim with its plan and its verdict. */
export interface ClaimResult {
  readonly claim: Claim;
  /** The id of its experiment. */
  readonly experiment: string;
  /** What its cases are evaluated with, beside the case. */
  readonly setting: Json;
  /** What its cases are about. The result of a variant is a cell of a map, not a verdict on the claim. */
  readonly origin: Origin;
  /** Null when nothing was to be decided. */
  readonly plan: Plan | null;
  /** True when every case of a finite domain was to be evaluated, whatever number of cases the plan has. */
  readonly finite: boolean;
  /** The domain and the distribution of its cases. */
  readonly scope: Scope;
  readonly verdict: Verdict;
  readonly previews: Previews;
}

/** The number of cases of an exploration. */
const EXPLORATORY_CASES: Readonly<Record<BudgetName, number>> = { quick: 20, standard: 100, thorough: 400 };

/**
 * Schedules an inspected experiment.
 *
 * @param shares - how many claims and cells the whole run may decide, since they share α
 */
export function scheduleOf(inspection: Inspection, selection: Selection, { claims, cells }: Shares): Schedule {
  const { budget } = selection;
  const { origin } = inspection;
  const planned = (claim: Claim) =>
    origin.kind === 'variant' ? planOfCell(claim, origin.variant, budget, cells) : planOf(claim, budget, claims);
  const tests = inspection.claims.map((_, test) => test);
  return {
    decided: tests
      .filter((test) => isDecided(inspection, test, selection))
      .map((test) => ({ test, plan: planned(inspection.claims[test]), regression: null })),
    explored: tests.filter(
      (test) => !inspection.withoutCases && verdictBeforehand(inspection, test, selection)?.word === 'NOT APPLICABLE',
    ),
    cases: EXPLORATORY_CASES[budget],
  };
}

/** Performs a schedule: explores, and decides. */
export function perform(
  experiment: Experiment,
  { decided, explored, cases }: Schedule,
  seed: bigint,
  options: DecideOptions,
): Performed {
  const verdicts = new Map<number, Verdict>();
  const measurements = new Map<number, Measurement>();
  if (explored.length > 0) {
    const measured = exploreTests(experiment, explored, cases, seed, options);
    explored.forEach((test, i) => {
      if (measured.kind === 'measured') measurements.set(test, measured.measurements[i]);
      else verdicts.set(test, measured.verdict);
    });
  }
  if (decided.length > 0) {
    const planned = decided.map(({ test, plan, regression }) => ({ test: experiment.tests[test], plan, regression }));
    decide(experiment, planned, seed, options).forEach((verdict, i) => verdicts.set(decided[i].test, verdict));
  }
  return { verdicts, explored: measurements };
}

type Explored =
  | { readonly kind: 'measured'; readonly measurements: readonly Measurement[] }
  /** A case could not be evaluated, or the run was stopped: one verdict for all explored tests. */
  | { readonly kind: 'ended'; readonly verdict: Verdict };

function exploreTests(
  experiment: Experiment,
  explored: readonly number[],
  cases: number,
  seed: bigint,
  options: DecideOptions,
): Explored {
  try {
    const tests = explored.map((test) => experiment.tests[test]);
    return { kind: 'measured', measurements: explore(experiment, tests, cases, { seed, ...options }) };
  } catch (error) {
    const verdict =
      error instanceof Interrupted
        ? interruptedVerdict(error.reason, { cases: 0, violations: 0 }, 1)
        : errorVerdict(EvaluationError.of(error, originOf({ exploration: experiment.id })));
    return { kind: 'ended', verdict };
  }
}

/** Every claim of an experiment with its verdict, except skipped cells of a map. */
export function resultsOf(
  inspection: Inspection,
  { decided }: Schedule,
  selection: Selection,
  { verdicts, explored }: Performed,
  previews: ReadonlyMap<number, Previews> = new Map(),
): ClaimResult[] {
  const { origin } = inspection;
  return inspection.claims.flatMap((claim, test) => {
    if (origin.kind === 'variant' && skippedBy(claim, selection) !== null) return [];
    const verdict = verdicts.get(test) ?? verdictBeforehand(inspection, test, selection, explored.get(test));
    if (verdict === null) throw new RangeError(`the claim ${claim.id} was to be decided, and has no verdict`);
    const { domain, distribution } = (origin.kind === 'claims' ? null : origin.scope) ?? claim;
    return {
      claim,
      experiment: inspection.id,
      setting: inspection.setting,
      origin,
      plan: decided.find((each) => each.test === test)?.plan ?? null,
      finite: inspection.finite,
      scope: { domain, distribution },
      verdict,
      previews: previews.get(test) ?? NO_PREVIEWS,
    };
  });
}

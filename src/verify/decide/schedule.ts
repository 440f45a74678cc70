import { isSkipped, type BudgetName, type Claim } from '../claim.js';
import { decide, errorVerdict, interruptedVerdict, notApplicable, type Setting } from './decide.js';
import { EvaluationError, originOf } from '../evaluation-error.js';
import type { Confirmed } from './evaluator.js';
import type { Experiment, Json, Scope } from '../experiment.js';
import { explore } from './explore.js';
import { Interrupted } from './heartbeat.js';
import { NO_PREVIEWS, type Previews } from './previews.js';
import { planOf, planOfCell, type Plan } from './plan.js';
import { isDecided, isWanted, type Selection, type Shares, type Inspection } from './inspection.js';
import type { Verdict } from '../verdict.js';
import type { Variant } from '../variant.js';

/** What is to be done with one experiment, as data: tests are told by their positions in its list. */
export interface Schedule {
  readonly decided: readonly { readonly test: number; readonly plan: Plan; readonly regression: Confirmed | null }[];
  /** Claims whose assumptions a given subject breaks: measured all the same. */
  readonly explored: readonly number[];
  /** Cases of the exploration. */
  readonly cases: number;
}

/** A claim, how it was to be decided, and what was decided. */
export interface ClaimResult {
  readonly claim: Claim;
  /** The id of its experiment. */
  readonly experiment: string;
  /** What its cases are evaluated with. */
  readonly setting: Json;
  /** True where its cases come from a given subject. */
  readonly given: boolean;
  /** Where it is no verdict on the claim but a cell of a map. */
  readonly variant: Variant | null;
  /** Null where nothing was to be decided. */
  readonly plan: Plan | null;
  /** What the cases were drawn from. */
  readonly scope: Scope;
  readonly verdict: Verdict;
  readonly pictures: Previews;
}

/** Cases for what is shown as exploratory. */
const EXPLORATORY_CASES: Readonly<Record<BudgetName, number>> = { quick: 20, standard: 100, thorough: 400 };

/**
 * What a run does with an inspected experiment.
 *
 * @param shares - how many claims and cells the whole run may decide: they share α
 */
export function assign(inspection: Inspection, selection: Selection, { claims, cells }: Shares): Schedule {
  const { budget } = selection;
  const tests = inspection.claims.map((_, test) => test).filter((test) => isWanted(inspection.claims[test], selection));
  const planned = (claim: Claim) =>
    inspection.variant === null ? planOf(claim, budget, claims) : planOfCell(claim, inspection.variant, budget, cells);
  const isOpen = (test: number) => isDecided(inspection, test, selection);
  return {
    decided: tests.filter(isOpen).map((test) => ({ test, plan: planned(inspection.claims[test]), regression: null })),
    explored: tests.filter(
      (test) =>
        inspection.unmet[test].length > 0 &&
        !inspection.barren &&
        inspection.crash === null &&
        !isSkipped(inspection.claims[test], budget),
    ),
    cases: EXPLORATORY_CASES[budget],
  };
}

/** Does it: verdicts by the positions of the tests. */
export function perform(
  experiment: Experiment,
  { decided, explored, cases }: Schedule,
  inspection: Inspection,
  seed: bigint,
  setting: Setting,
): Map<number, Verdict> {
  const verdicts = new Map<number, Verdict>();
  if (explored.length > 0) {
    const measured = exploreTests(experiment, explored, cases, seed, setting);
    explored.forEach((test, i) => {
      verdicts.set(test, Array.isArray(measured) ? notApplicable(inspection.unmet[test], measured[i]) : measured);
    });
  }
  if (decided.length === 0) return verdicts;
  const planned = decided.map(({ test, plan, regression }) => ({ test: experiment.tests[test], plan, regression }));
  decide(experiment, planned, seed, setting).forEach((verdict, i) => verdicts.set(decided[i].test, verdict));
  return verdicts;
}

function exploreTests(experiment: Experiment, explored: readonly number[], cases: number, seed: bigint, setting: Setting) {
  try {
    return explore(
      experiment,
      explored.map((test) => experiment.tests[test]),
      cases,
      { seed, ...setting },
    );
  } catch (error) {
    if (error instanceof Interrupted) return interruptedVerdict(error.reason, { cases: 0, violations: 0 }, 1);
    return errorVerdict(EvaluationError.of(error, originOf({ exploration: experiment.id })));
  }
}

/** Every wanted claim of an experiment with its verdict: that of the schedule, or what was clear beforehand. */
export function resultsOf(
  inspection: Inspection,
  { decided }: Schedule,
  selection: Selection,
  verdicts: ReadonlyMap<number, Verdict>,
  pictures: ReadonlyMap<number, Previews> = new Map(),
): ClaimResult[] {
  return inspection.claims.flatMap((claim, test) => {
    if (!isWanted(claim, selection)) return [];
    const { domain, distribution } = inspection.scope ?? claim;
    return {
      claim,
      experiment: inspection.id,
      setting: inspection.setting,
      given: inspection.given,
      variant: inspection.variant,
      plan: decided.find((each) => each.test === test)?.plan ?? null,
      scope: { domain, distribution },
      verdict: verdicts.get(test) ?? clearBeforehand(inspection, test, selection.budget),
      pictures: pictures.get(test) ?? NO_PREVIEWS,
    };
  });
}

function clearBeforehand({ claims, unmet, crash }: Inspection, test: number, budget: BudgetName): Verdict {
  const { from } = claims[test];
  if (from !== undefined && isSkipped(claims[test], budget)) {
    return {
      word: 'NOT APPLICABLE',
      by: 'budget',
      least: from.budget,
      stopped: `the ${budget} budget leaves the claim out: ${from.why}`,
    };
  }
  if (crash !== null) return { word: 'ERROR', ...crash, stopped: 'the given subject could not be looked at' };
  if (unmet[test].length === 0) throw new RangeError(`the claim ${claims[test].id} was to be decided, and has no verdict`);
  return notApplicable(unmet[test], null);
}

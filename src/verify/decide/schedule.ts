import type { BudgetName, Claim } from '../claim.js';
import { EvaluationError, originOf } from '../evaluation-error.js';
import type { Measurement } from '../evidence.js';
import type { Experiment, Json, Origin, Scope } from '../experiment.js';
import type { Verdict } from '../verdict.js';
import { decide, errorVerdict, interruptedVerdict, type Setting } from './decide.js';
import type { Confirmed } from './evaluator.js';
import { explore } from './explore.js';
import { Interrupted } from './heartbeat.js';
import { isDecided, skippedBy, type Inspection, type Selection, type Shares } from './inspection.js';
import { planOf, planOfCell, type Plan } from './plan.js';
import { NO_PREVIEWS, type Previews } from './previews.js';

/** What is to be done with one experiment, as data: tests are told by their positions in its list. */
export interface Schedule {
  readonly decided: readonly {
    readonly test: number;
    readonly plan: Plan;
    /** A counterexample of an earlier run, after its replays in this one. */
    readonly regression: Confirmed | null;
  }[];
  /** Claims whose assumptions a given subject does not meet: measured all the same. */
  readonly explored: readonly number[];
  /** Cases of the exploration. */
  readonly cases: number;
}

/** What came of a schedule, by the positions of the tests. */
export interface Performed {
  readonly verdicts: ReadonlyMap<number, Verdict>;
  /** What was measured of claims that do not apply. */
  readonly explored: ReadonlyMap<number, Measurement>;
}

/** What comes of a schedule that has nothing to do. */
export const NOTHING_PERFORMED: Performed = { verdicts: new Map(), explored: new Map() };

/** A claim, how it was to be decided, and what was decided. */
export interface ClaimResult {
  readonly claim: Claim;
  /** The id of its experiment. */
  readonly experiment: string;
  /** What its cases are evaluated with. */
  readonly setting: Json;
  /** What its cases are about; of a variant it is no verdict on the claim but a cell of a map. */
  readonly origin: Origin;
  /** Null where nothing was to be decided. */
  readonly plan: Plan | null;
  /** What the cases were drawn from. */
  readonly scope: Scope;
  readonly verdict: Verdict;
  readonly previews: Previews;
}

/** Cases for what is shown as exploratory. */
const EXPLORATORY_CASES: Readonly<Record<BudgetName, number>> = { quick: 20, standard: 100, thorough: 400 };

/**
 * What a run does with an inspected experiment.
 *
 * @param shares - how many claims and cells the whole run may decide: they share α
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
      (test) =>
        !inspection.withoutCases &&
        inspection.unmet[test].length > 0 &&
        verdictBeforehand(inspection, test, selection)?.word === 'NOT APPLICABLE',
    ),
    cases: EXPLORATORY_CASES[budget],
  };
}

/** Does what a schedule says. */
export function perform(
  experiment: Experiment,
  { decided, explored, cases }: Schedule,
  seed: bigint,
  setting: Setting,
): Performed {
  const verdicts = new Map<number, Verdict>();
  const measurements = new Map<number, Measurement>();
  if (explored.length > 0) {
    const measured = exploreTests(experiment, explored, cases, seed, setting);
    explored.forEach((test, i) => {
      if (measured.kind === 'measured') measurements.set(test, measured.measurements[i]);
      else verdicts.set(test, measured.verdict);
    });
  }
  if (decided.length > 0) {
    const planned = decided.map(({ test, plan, regression }) => ({ test: experiment.tests[test], plan, regression }));
    decide(experiment, planned, seed, setting).forEach((verdict, i) => verdicts.set(decided[i].test, verdict));
  }
  return { verdicts, explored: measurements };
}

type Explored =
  | { readonly kind: 'measured'; readonly measurements: readonly Measurement[] }
  /** Of all of them: a case could not be evaluated, or the run was stopped. */
  | { readonly kind: 'ended'; readonly verdict: Verdict };

function exploreTests(
  experiment: Experiment,
  explored: readonly number[],
  cases: number,
  seed: bigint,
  setting: Setting,
): Explored {
  try {
    const tests = explored.map((test) => experiment.tests[test]);
    return { kind: 'measured', measurements: explore(experiment, tests, cases, { seed, ...setting }) };
  } catch (error) {
    const verdict =
      error instanceof Interrupted
        ? interruptedVerdict(error.reason, { cases: 0, violations: 0 }, 1)
        : errorVerdict(EvaluationError.of(error, originOf({ exploration: experiment.id })));
    return { kind: 'ended', verdict };
  }
}

/** Every claim of an experiment with its verdict; the cells of a map that are skipped have none. */
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
      scope: { domain, distribution },
      verdict,
      previews: previews.get(test) ?? NO_PREVIEWS,
    };
  });
}

/**
 * The verdict that a claim has before anything is decided: SKIPPED, ERROR where its subject could not be looked at, or NOT APPLICABLE; null
 * where it is open. No other place gives these.
 *
 * @param exploratory - what was measured all the same
 */
function verdictBeforehand(
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
      const stopped = `the ${selection.budget} budget leaves the claim out: ${leastBudget.why}`;
      return { word: 'SKIPPED', by: 'budget', least: leastBudget.budget, stopped };
    }
    case null:
      break;
  }
  if (crash !== null) return { word: 'ERROR', ...crash, stopped: 'the given subject could not be looked at' };
  if (unmet[test].length === 0) return null;
  const names = [...new Set(unmet[test].map(({ assumption }) => assumption))];
  const stopped = `the assumption${names.length === 1 ? '' : 's'} ${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} broken`;
  return { word: 'NOT APPLICABLE', unmet: unmet[test], exploratory, stopped };
}

import { isLeftOut, type BudgetName, type Claim } from './claim.js';
import { decide, errorVerdict, explore, firstCase, notApplicable, type OnProgress } from './decide.js';
import type { Measurement } from './evidence.js';
import type { Breach, Experiment, Scope } from './experiment.js';
import { EvaluationError } from './hunt.js';
import { planOf, type Plan } from './plan.js';
import type { Verdict } from './verdict.js';

/** What one run of the suite needs. */
export interface SuiteOptions {
  readonly seed: bigint;
  readonly budget: BudgetName;
  /** How many claims the whole run may decide: they share α. */
  readonly claims: number;
  /** Ids of the claims to run; all when null. */
  readonly only: ReadonlySet<string> | null;
  /** Called for each claim when its verdict is in. */
  readonly onResult?: (result: ClaimResult) => void;
  readonly onProgress?: (claims: readonly Claim[], done: number, planned: number) => void;
}

/** A claim, how it was to be decided, and what was decided. */
export interface ClaimResult {
  readonly claim: Claim;
  /** Null where the budget leaves the claim out. */
  readonly plan: Plan | null;
  /** What the cases were drawn from. */
  readonly scope: Scope;
  readonly verdict: Verdict;
}

/** Cases for what is shown as exploratory. */
const EXPLORATORY_CASES: Readonly<Record<BudgetName, number>> = { quick: 20, standard: 100, thorough: 400 };

/**
 * Decides the claims of experiments that draw their own cases, each with its own plan.
 *
 * @returns results in the order of the experiments
 */
export function runSuite(experiments: readonly Experiment[], options: SuiteOptions): ClaimResult[] {
  return runEach(experiments, options, (experiment, plans, onProgress) =>
    decide(
      experiment,
      experiment.tests.map((test, i) => ({ test, plan: plans[i] })),
      options.seed,
      onProgress,
    ),
  );
}

/**
 * Holds the claims to one given subject, whose first case shows whether a claim's assumptions are met: they are properties of the
 * subject. Where they are not, the claim is NOT APPLICABLE and is measured all the same, as exploratory.
 */
export function runOnGiven(experiments: readonly Experiment[], options: SuiteOptions): ClaimResult[] {
  return runEach(experiments, options, (experiment, plans, onProgress) => {
    const breaches = givenBreaches(experiment, options.seed);
    const closed =
      experiment.barren === undefined && breaches.some((list) => list.length > 0)
        ? measureClosed(experiment, options, onProgress)
        : [];
    const open = experiment.tests.flatMap((test, i) => (breaches[i].length === 0 ? [{ test, plan: plans[i], i }] : []));
    const decided = open.length === 0 ? [] : decide(experiment, open, options.seed, onProgress);
    const verdicts = breaches.map((list, i) => {
      const measured = closed instanceof EvaluationError ? closed : closed[i];
      return measured instanceof EvaluationError ? errorVerdict(measured) : notApplicable(list, measured ?? null);
    });
    open.forEach(({ i }, at) => (verdicts[i] = decided[at]));
    return verdicts;
  });
}

/** How many claims a run on drawn cases decides by their rates: those that its budget does not leave out. They share α; a witness needs none. */
export function countDecided(experiments: readonly Experiment[], options: Pick<SuiteOptions, 'budget' | 'only'>): number {
  return experiments.flatMap(({ tests }) =>
    tests.filter(({ claim }) => claim.kind !== 'existence' && isWanted(claim, options) && !isLeftOut(claim, options.budget)),
  ).length;
}

/** The same for given subjects, where an assumption that is not met leaves nothing to decide. */
export function countOpen(
  experiments: readonly Experiment[],
  { seed, ...options }: Pick<SuiteOptions, 'seed' | 'budget' | 'only'>,
): number {
  const open = experiments.map((experiment) => {
    const breaches = givenBreaches(experiment, seed);
    return { ...experiment, tests: experiment.tests.filter((_, i) => breaches[i].length === 0) };
  });
  return countDecided(open, options);
}

function isWanted({ id }: Claim, { only }: Pick<SuiteOptions, 'only'>): boolean {
  return only === null || only.has(id);
}

/** The assumptions that a given subject breaks, for every test of an experiment. */
function givenBreaches(experiment: Experiment, seed: bigint): (readonly Breach[])[] {
  if (experiment.barren !== undefined) return experiment.tests.map(() => experiment.barren ?? []);
  const first = firstCase(experiment, seed);
  return experiment.tests.map((test) => test.breaches(first));
}

function measureClosed(
  experiment: Experiment,
  { budget, seed }: SuiteOptions,
  onProgress: OnProgress,
): Measurement[] | EvaluationError {
  try {
    return explore(experiment, EXPLORATORY_CASES[budget], seed, onProgress);
  } catch (error) {
    if (error instanceof EvaluationError) return error;
    throw error;
  }
}

function runEach(
  experiments: readonly Experiment[],
  options: SuiteOptions,
  run: (experiment: Experiment, plans: readonly Plan[], onProgress: OnProgress) => Verdict[],
): ClaimResult[] {
  const { budget, onResult, onProgress } = options;
  return experiments.flatMap((experiment) => {
    const wanted = experiment.tests.filter(({ claim }) => isWanted(claim, options));
    const tests = wanted.filter(({ claim }) => !isLeftOut(claim, budget));
    const running = tests.map(({ claim }) => claim);
    const plans = running.map((claim) => planOf(claim, budget, options.claims));
    const verdicts =
      tests.length === 0 ? [] : run({ ...experiment, tests }, plans, (done, planned) => onProgress?.(running, done, planned));
    return wanted.map(({ claim }) => {
      const { domain, distribution } = experiment.scope ?? claim;
      const at = running.indexOf(claim);
      const result: ClaimResult = {
        claim,
        plan: at === -1 ? null : plans[at],
        scope: { domain, distribution },
        verdict: at === -1 ? leftOutVerdict(claim, budget) : verdicts[at],
      };
      onResult?.(result);
      return result;
    });
  });
}

function leftOutVerdict({ from }: Claim, budget: BudgetName): Verdict {
  if (from === undefined) throw new RangeError('only a claim that sets a least budget is left out');
  return {
    word: 'NOT APPLICABLE',
    by: 'budget',
    least: from.budget,
    stopped: `the ${budget} budget leaves the claim out: ${from.why}`,
  };
}

import { confidenceSequence, logMixture } from '../statistics/intervals/confidence-sequence.js';
import { decideByEnumeration, distinct } from './decide-enumeration.js';
import { decideExistence } from './decide-existence.js';
import { decideByFit } from './decide-scaling.js';
import { drawsOf } from './draws.js';
import { drawSamples, DRAWS_PER_CASE, type OnProgress, type Sample } from './estimate.js';
import { EvaluationError, originOf } from '../evaluation-error.js';
import { counterexampleOf, Evaluator, REPLAYS, type Confirmed } from './evaluator.js';
import type { Estimate } from '../evidence.js';
import type { ClaimTest, Experiment } from '../experiment.js';
import { hunt, type HuntOutcome } from './hunt.js';
import { Interrupted, NO_HEARTBEAT, type Heartbeat, type StopReason } from './heartbeat.js';
import { casesToDecide, type Plan } from './plan.js';
import type { RecordedOutcomes } from './recorded-draws.js';
import { unstableAfter, unstableVerdict } from './unstable.js';
import type { Verdict } from '../verdict.js';

/** A test with its plan. */
export interface PlannedTest<Case, Observation> {
  readonly test: ClaimTest<Case, Observation>;
  readonly plan: Plan;
  /** A counterexample of an earlier run, after its replays in this one. */
  readonly regression?: Confirmed | null;
}

/** Options of `decide`. By default nobody watches, and all draws are evaluated here. */
export interface DecideOptions {
  readonly heartbeat: Heartbeat;
  readonly onProgress: OnProgress;
  /** Draws of the estimate that shards have evaluated. */
  readonly recorded: RecordedOutcomes | null;
}

const DEFAULTS: DecideOptions = { heartbeat: NO_HEARTBEAT, onProgress: () => {}, recorded: null };

/**
 * Decides the claims of one experiment: first by an estimate on independent unbiased cases, which the claims share, then by a hunt
 * for each claim that begins with the worst case of the estimate.
 *
 * Finite domains are enumerated instead, and existence claims searched.
 *
 * @returns verdicts in the order of `planned`
 */
export function decide<Case, Observation>(
  experiment: Experiment<Case, Observation>,
  planned: readonly PlannedTest<Case, Observation>[],
  seed: bigint,
  options: Partial<DecideOptions> = {},
): Verdict[] {
  const { heartbeat, onProgress, recorded } = { ...DEFAULTS, ...options };
  if (experiment.cases.enumerate !== undefined) {
    let cases: readonly Case[] | null = null; // shared by all claims, but made inside orError, so that its errors become verdicts
    return planned.map(({ test, plan, regression = null }) =>
      orError(null, plan.alpha, () => {
        const unstable = unstableVerdict(regression);
        if (unstable !== null) return unstable;
        cases ??= distinct(experiment, seed);
        const evaluator = new Evaluator(experiment, test, heartbeat);
        return test.claim.kind === 'scaling'
          ? decideByFit(evaluator, plan, cases, heartbeat, onProgress)
          : decideByEnumeration(evaluator, plan, cases, heartbeat);
      }),
    );
  }
  const sampled = planned.filter(({ test }) => test.claim.kind !== 'existence');
  const samples = drawSamples(experiment, sampled, { seed, heartbeat, recorded, onProgress });
  return planned.map((each) => {
    const evaluator = new Evaluator(experiment, each.test, heartbeat);
    if (each.test.claim.kind === 'existence')
      return orError(null, each.plan.alpha, () => decideExistence(evaluator, each.plan, seed));
    const sample = samples[sampled.indexOf(each)];
    return orError(sample, each.plan.alpha, () => {
      if (sample.crash !== null) throw sample.crash;
      if (sample.stopped !== null) throw new Interrupted(sample.stopped);
      return decideSample(evaluator, each, sample, seed);
    });
  });
}

/** The verdict of `decideOne`, or ERROR if a case could not be evaluated, or INCONCLUSIVE if the run was stopped. */
function orError(sample: Sample | null, alpha: number, decideOne: () => Verdict): Verdict {
  try {
    return decideOne();
  } catch (error) {
    if (error instanceof Interrupted) return interruptedVerdict(error.reason, sample?.watch ?? NOTHING, alpha);
    return errorVerdict(EvaluationError.of(error, originOf(null))); // describing or encoding a case may throw too
  }
}

const NOTHING = { cases: 0, violations: 0 };

/** The verdict of a claim with a case that could not be evaluated. */
export function errorVerdict(error: EvaluationError): Verdict {
  return { word: 'ERROR', message: error.message, case: error.value, stopped: 'a case could not be evaluated' };
}

/**
 * The verdict of a claim when the run was stopped before deciding it: never a pass, whatever the cases so far suggest. Their
 * interval is still valid, since it is valid at every number of cases.
 */
export function interruptedVerdict(
  reason: StopReason,
  { cases, violations }: { readonly cases: number; readonly violations: number | null },
  alpha: number,
): Verdict {
  const interval = violations === null || cases === 0 ? null : confidenceSequence({ cases, violations }, alpha);
  const what = reason === 'interrupt' ? 'the run was interrupted' : 'the time limit of the run was reached';
  return { word: 'INCONCLUSIVE', by: 'interruption', cases, violations, interval, stopped: `${what} after ${cases} cases` };
}

function decideSample<Case, Observation>(
  evaluator: Evaluator<Case, Observation>,
  { test, plan, regression = null }: PlannedTest<Case, Observation>,
  sample: Sample,
  seed: bigint,
): Verdict {
  const { experiment } = evaluator;
  const { counts, watch, drawn } = sample;
  const { cases, violations } = watch;
  if (cases * DRAWS_PER_CASE < drawn || cases === 0) {
    const stopped = `only ${cases} of ${drawn} drawn cases met the assumptions`;
    return { word: 'VACUOUS', accepted: cases, drawn, stopped };
  }
  const draw = drawsOf(experiment, seed);
  const worst = counts.worst === null ? null : { ...counts.worst, value: draw(counts.worst.value) };
  const estimate: Estimate = {
    ...counts.total(({ value, conclusion }) => counterexampleOf(experiment, { value: draw(value), conclusion })),
    alpha: plan.alpha,
    interval: confidenceSequence({ cases, violations }, plan.alpha),
    logEvidence: logMixture({ cases, violations }, plan.tolerance),
  };
  // A case that does not fail in every replay is not shrunk: the shrinker would follow its noise.
  const replayed = worst === null ? null : evaluator.confirm(worst.value);
  const unstable = unstableVerdict(replayed) ?? unstableVerdict(regression);
  if (unstable !== null) return unstable;
  const outcome = hunt(evaluator, plan, seed, worst);
  const unstableFind = unstableVerdict(outcome.confirmed);
  if (unstableFind !== null) return unstableFind;
  if (worst !== null && outcome.confirmed === null) {
    // It failed in every replay, and then did not fail when the hunt tried it.
    return unstableAfter(counterexampleOf(experiment, worst), REPLAYS + 1, REPLAYS);
  }
  switch (test.claim.kind) {
    case 'universal':
      return decideUniversal(plan, estimate, outcome, regression);
    case 'rate':
      return decideRate(plan, estimate, outcome);
    case 'existence':
      throw new RangeError('existence claims are searched, not sampled');
    case 'scaling':
      throw new EvaluationError(new RangeError('a scaling claim needs a finite domain of sizes, and there is none'), null);
  }
}

function decideUniversal(
  plan: Plan,
  estimate: Estimate,
  { hunt: hunted, confirmed }: HuntOutcome,
  regression: Confirmed | null,
): Verdict {
  const refuted = confirmed ?? regression;
  if (refuted !== null) {
    return {
      word: 'REFUTED',
      by: 'counterexample',
      counterexample: refuted.counterexample,
      replays: refuted.replays,
      estimate,
      hunt: hunted,
      enumeration: null,
      stopped: `a counterexample${confirmed === null ? ' of an earlier run' : ''} failed in ${refuted.failed} of ${refuted.replays} replays`,
    };
  }
  if (estimate.violations === 0 && estimate.interval.upper < plan.tolerance) {
    return { word: 'HOLDS', by: 'estimate', estimate, hunt: hunted, stopped: decidedBy(estimate, plan) };
  }
  return undecided(plan, estimate, hunted);
}

function decideRate(plan: Plan, estimate: Estimate, { hunt: hunted }: HuntOutcome): Verdict {
  if (estimate.interval.upper < plan.tolerance) {
    return { word: 'HOLDS', by: 'estimate', estimate, hunt: hunted, stopped: decidedBy(estimate, plan) };
  }
  if (estimate.interval.lower > plan.tolerance) {
    return { word: 'REFUTED', by: 'rate', estimate, hunt: hunted, stopped: decidedBy(estimate, plan) };
  }
  return undecided(plan, estimate, hunted);
}

function undecided(plan: Plan, estimate: Estimate, hunted: HuntOutcome['hunt']): Verdict {
  return {
    word: 'INCONCLUSIVE',
    by: 'estimate',
    estimate,
    hunt: hunted,
    needed: casesToDecide(estimate, plan.tolerance, plan.alpha),
    stopped: `the budget of ${estimate.cases} cases ran out before the interval lay on one side of the tolerance`,
  };
}

function decidedBy({ cases }: Estimate, plan: Plan): string {
  return cases < plan.cases
    ? `the interval lay on one side of the tolerance after ${cases} of at most ${plan.cases} cases`
    : `all ${cases} planned cases were evaluated`;
}

import { isViolation } from '../conclusion.js';
import { drawsOf } from './draws.js';
import { EvaluationError } from '../evaluation-error.js';
import { concludeOn, maskOf } from './evaluator.js';
import type { ClaimTest, Experiment } from '../experiment.js';
import type { Heartbeat, StopReason } from './heartbeat.js';
import { CaseCounts } from './case-counts.js';
import type { Plan } from './plan.js';
import type { Outcome, RecordedDraw, RecordedOutcomes, Share } from './recorded-draws.js';
import { SequentialTest, Watch } from '../statistics/sequential-test.js';

/** The largest number of draws per accepted case. If less than 10 % are accepted, a claim is VACUOUS whatever its cases show. */
export const DRAWS_PER_CASE = 10;

/** Called during evaluation with the number of cases that are done. */
export type OnProgress = (done: number, planned: number) => void;

/** The estimate of one claim. */
export interface Sample {
  readonly counts: CaseCounts;
  readonly watch: Watch;
  drawn: number;
  crash: EvaluationError | null;
  stopped: StopReason | null;
}

/** A test with its plan. */
interface Wanted<Case, Observation> {
  readonly test: ClaimTest<Case, Observation>;
  readonly plan: Plan;
}

/** Options of drawing cases for an estimate. */
export interface DrawOptions {
  readonly seed: bigint;
  readonly heartbeat: Heartbeat;
  readonly recorded: RecordedOutcomes | null;
  readonly onProgress: OnProgress;
}

/**
 * Evaluates independent draws in the order of their indices until every claim is decided or has its planned number of cases. The
 * claims share the draws.
 */
export function drawSamples<Case, Observation>(
  experiment: Experiment<Case, Observation>,
  wanted: readonly Wanted<Case, Observation>[],
  options: DrawOptions,
): Sample[] {
  const samples = wanted.map(({ plan }): Sample => ({
    counts: new CaseCounts(),
    watch: new Watch(new SequentialTest(plan.tolerance, plan.alpha)),
    drawn: 0,
    crash: null,
    stopped: null,
  }));
  const isOpen = ({ crash, drawn, watch }: Sample, { plan }: Wanted<Case, Observation>) =>
    crash === null &&
    watch.cases < plan.cases &&
    drawn < plan.cases * DRAWS_PER_CASE &&
    (watch.cases < plan.least || (watch.decided === null && !(plan.first === true && watch.violations > 0)));
  const outcomesAt = outcomesOf(experiment, wanted, options);
  const most = Math.max(0, ...wanted.map(({ plan }) => plan.cases));
  const open = samples.map(() => false);
  for (let index = 0; ; index++) {
    let any = false;
    for (let i = 0; i < samples.length; i++) {
      open[i] = isOpen(samples[i], wanted[i]);
      any ||= open[i];
    }
    if (!any) return samples;
    const reason = options.heartbeat.stopped();
    if (reason !== null) {
      samples.forEach((sample, i) => (sample.stopped = open[i] ? reason : null));
      return samples;
    }
    const outcomes = outcomesAt(index, open);
    for (let i = 0; i < samples.length; i++) {
      if (!open[i]) continue;
      const sample = samples[i];
      const outcome = outcomes[i];
      if (outcome instanceof EvaluationError) sample.crash = outcome;
      else {
        sample.drawn++;
        if (outcome === null) sample.counts.reject();
        else {
          sample.counts.add(index, outcome.conclusion, outcome.stratum);
          sample.watch.add(isViolation(outcome.conclusion));
        }
      }
    }
    options.onProgress(Math.min(index + 1, most), most);
  }
}

/**
 * Evaluates a share of a run's draws, as many as the run may need, and records their outcomes. Draws that are missing from the
 * share are evaluated by the run that joins the shares: those that could not be evaluated, and those that are needed because other
 * shares rejected cases.
 *
 * @returns the outcomes by claim; null when the run was asked to stop
 */
export function drawShare<Case, Observation>(
  experiment: Experiment<Case, Observation>,
  wanted: readonly Wanted<Case, Observation>[],
  { index: first, of }: Share,
  options: DrawOptions,
): ReadonlyMap<string, readonly RecordedDraw[]> | null {
  const outcomesAt = outcomesOf(experiment, wanted, options);
  const records = wanted.map((): RecordedDraw[] => []);
  const accepted = wanted.map(() => 0);
  const crashed = wanted.map(() => false);
  const share = (cases: number) => Math.ceil(cases / of);
  const most = share(Math.max(0, ...wanted.map(({ plan }) => plan.cases)));
  for (let index = first; ; index += of) {
    const open = wanted.map(
      ({ plan }, i) => !crashed[i] && accepted[i] < share(plan.cases) && records[i].length < share(plan.cases * DRAWS_PER_CASE),
    );
    if (!open.includes(true)) break;
    if (options.heartbeat.stopped() !== null) return null;
    outcomesAt(index, open).forEach((outcome, i) => {
      if (!open[i]) return;
      if (outcome instanceof EvaluationError) crashed[i] = true;
      else {
        records[i].push({ index, outcome });
        if (outcome !== null) accepted[i]++;
      }
    });
    options.onProgress(Math.min((index - first) / of + 1, most), most);
  }
  return new Map(wanted.map(({ test }, i) => [test.claim.id, records[i]]));
}

/**
 * The outcome of the draw at an index for each open claim, from the recorded outcomes or else by evaluation. The returned list is
 * reused for the next draw.
 */
function outcomesOf<Case, Observation>(
  experiment: Experiment<Case, Observation>,
  wanted: readonly Wanted<Case, Observation>[],
  { seed, heartbeat, recorded }: DrawOptions,
): (index: number, open: readonly boolean[]) => readonly (Outcome | EvaluationError)[] {
  const draw = drawsOf(experiment, seed);
  const masks = wanted.map(({ test }) => maskOf(experiment, test));
  // Both lists are reused for every draw: allocating them takes a microsecond, as long as a case of a cheap claim.
  const outcomes: (Outcome | EvaluationError)[] = wanted.map(() => null);
  const missing: number[] = [];
  return (index, open) => {
    outcomes.fill(null);
    missing.length = 0;
    let mask = 0;
    for (let i = 0; i < wanted.length; i++) {
      if (!open[i]) continue;
      const outcome = recorded?.get(wanted[i].test.claim.id, index);
      if (outcome !== undefined) outcomes[i] = outcome;
      else {
        missing.push(i);
        mask |= masks[i];
      }
    }
    if (missing.length === 0) return outcomes;
    heartbeat.at('estimate', mask, index);
    let value: Case;
    try {
      value = draw(index);
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      for (const i of missing) outcomes[i] = error;
      return outcomes;
    }
    let observation: { made: Observation } | null = null; // made once, and only if the case meets the assumptions of some claim
    for (const i of missing) {
      const { test } = wanted[i];
      const alone = masks[i] === mask; // the heartbeat is already at this claim
      try {
        if (!alone) heartbeat.at('estimate', masks[i], index);
        if (test.unmet(value).length > 0) continue;
        if (observation === null) {
          if (!alone) heartbeat.at('estimate', mask, index); // all of them need the observation
          observation = { made: experiment.observe(value) };
          if (!alone) heartbeat.at('estimate', masks[i], index);
        }
        outcomes[i] = { conclusion: concludeOn(test, value, observation.made), stratum: experiment.presentation.stratum(value) };
      } catch (error) {
        outcomes[i] = EvaluationError.on(error, () => experiment.codec.encode(value));
      }
    }
    return outcomes;
  };
}

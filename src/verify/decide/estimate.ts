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

/** Draws per accepted case at most: below an acceptance of 10 % a claim is VACUOUS, whatever its cases said. */
export const DRAWS_PER_CASE = 10;

/** Called as evidence comes in: how many of the planned cases are done. */
export type OnProgress = (done: number, planned: number) => void;

/** What one claim's part of the estimate came to. */
export interface Sample {
  readonly counts: CaseCounts;
  readonly watch: Watch;
  drawn: number;
  crash: EvaluationError | null;
  stopped: StopReason | null;
}

interface Wanted<Case, Observation> {
  readonly test: ClaimTest<Case, Observation>;
  readonly plan: Plan;
}

/** Where an estimate takes its draws from, and whom it tells. */
export interface Drawing {
  readonly seed: bigint;
  readonly heartbeat: Heartbeat;
  readonly recorded: RecordedOutcomes | null;
  readonly onProgress: OnProgress;
}

/**
 * Evaluates independent draws, in the order of their indices, that the claims share, until every claim is decided or has what was planned.
 */
export function drawSamples<Case, Observation>(
  experiment: Experiment<Case, Observation>,
  wanted: readonly Wanted<Case, Observation>[],
  drawing: Drawing,
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
  const outcomesAt = outcomesOf(experiment, wanted, drawing);
  const most = Math.max(0, ...wanted.map(({ plan }) => plan.cases));
  const open = samples.map(() => false);
  for (let index = 0; ; index++) {
    let any = false;
    for (let i = 0; i < samples.length; i++) {
      open[i] = isOpen(samples[i], wanted[i]);
      any ||= open[i];
    }
    if (!any) return samples;
    const reason = drawing.heartbeat.stopped();
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
    drawing.onProgress(Math.min(index + 1, most), most);
  }
}

/**
 * Evaluates a share of the draws of a whole run, as many as the run may need, and keeps what each came to. What a share does not have
 * (a draw that cannot be evaluated, or one that is needed since other shares met rejected cases) is evaluated by whoever joins them.
 *
 * @returns the outcomes by claim; null where the run was asked to stop
 */
export function drawShare<Case, Observation>(
  experiment: Experiment<Case, Observation>,
  wanted: readonly Wanted<Case, Observation>[],
  { index: first, of }: Share,
  drawing: Drawing,
): ReadonlyMap<string, readonly RecordedDraw[]> | null {
  const outcomesAt = outcomesOf(experiment, wanted, drawing);
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
    if (drawing.heartbeat.stopped() !== null) return null;
    outcomesAt(index, open).forEach((outcome, i) => {
      if (!open[i]) return;
      if (outcome instanceof EvaluationError) crashed[i] = true;
      else {
        records[i].push({ index, outcome });
        if (outcome !== null) accepted[i]++;
      }
    });
    drawing.onProgress(Math.min((index - first) / of + 1, most), most);
  }
  return new Map(wanted.map(({ test }, i) => [test.claim.id, records[i]]));
}

/** What each open claim makes of the draw at an index: from the record where it is there, or else evaluated. The list is that of the next draw too. */
function outcomesOf<Case, Observation>(
  experiment: Experiment<Case, Observation>,
  wanted: readonly Wanted<Case, Observation>[],
  { seed, heartbeat, recorded }: Drawing,
): (index: number, open: readonly boolean[]) => readonly (Outcome | EvaluationError)[] {
  const draw = drawsOf(experiment, seed);
  const masks = wanted.map(({ test }) => maskOf(experiment, test));
  // The same two lists for every draw: a case of a cheap claim takes a microsecond, and so would they.
  const outcomes: (Outcome | EvaluationError)[] = wanted.map(() => null);
  const missing: number[] = [];
  return (index, open) => {
    outcomes.fill(null);
    missing.length = 0;
    let mask = 0;
    for (let i = 0; i < wanted.length; i++) {
      if (!open[i]) continue;
      const known = recorded?.get(wanted[i].test.claim.id, index);
      if (known !== undefined) outcomes[i] = known;
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
    let observation: { made: Observation } | null = null; // made once, and only for a case that some claim speaks of
    for (const i of missing) {
      const { test } = wanted[i];
      const alone = masks[i] === mask; // the note stands already
      try {
        if (!alone) heartbeat.at('estimate', masks[i], index);
        if (test.unmet(value).length > 0) continue;
        if (observation === null) {
          if (!alone) heartbeat.at('estimate', mask, index); // all of them need it
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

import fc from 'fast-check';
import { RandomStream } from '../random/random-stream.js';
import { isViolation, type Conclusion } from './conclusion.js';
import type { Counterexample, Estimate, Measurement } from './evidence.js';
import type { Breach, ClaimTest, Experiment } from './experiment.js';
import {
  EvaluationError,
  REPLAYS,
  confirm,
  counterexampleOf,
  evaluate,
  findWitness,
  hunt,
  type Confirmed,
  type HuntOutcome,
} from './hunt.js';
import { Tally } from './measure.js';
import { casesToDecide, type Plan } from './plan.js';
import { confidenceSequence, logMixture } from './statistics/confidence-sequence.js';
import { SequentialTest, Watch } from './statistics/sequential-test.js';
import type { Verdict } from './verdict.js';

/** A test with its plan. */
export interface PlannedTest<Case, Observation> {
  readonly test: ClaimTest<Case, Observation>;
  readonly plan: Plan;
}

/** Draws per accepted case at most: below an acceptance of 10 % a claim is VACUOUS, whatever its cases said. */
const DRAWS_PER_CASE = 10;

/** Called as evidence comes in: how many of the planned cases are done. */
export type OnProgress = (done: number, planned: number) => void;

/**
 * Decides the claims tested by one experiment: first the estimate, on independent unbiased cases that they share, then a hunt for each,
 * with what the estimate found as its first case.
 *
 * @returns verdicts in the order of `planned`
 */
export function decide<Case, Observation>(
  experiment: Experiment<Case, Observation>,
  planned: readonly PlannedTest<Case, Observation>[],
  seed: bigint,
  onProgress: OnProgress = () => {},
): Verdict[] {
  if (experiment.enumerate !== undefined) {
    let cases: readonly Case[] | null = null; // for all claims, but made where its errors are theirs
    return planned.map((each) => orError(() => decideByEnumeration(experiment, each, (cases ??= distinct(experiment)))));
  }
  const sampled = planned.filter(({ test }) => test.claim.kind !== 'existence');
  const samples = drawSamples(experiment, sampled, seed, onProgress);
  return planned.map((each) =>
    orError(() => {
      const { test, plan } = each;
      if (test.claim.kind === 'existence') return decideExistence(experiment, each, seed);
      const sample = samples[sampled.indexOf(each)];
      if (sample.crash !== null) throw sample.crash;
      return decideSample(experiment, test, plan, sample, seed);
    }),
  );
}

/** A verdict, or the ERROR of a case that could not be evaluated on the way to it. */
function orError(decideOne: () => Verdict): Verdict {
  try {
    return decideOne();
  } catch (error) {
    if (error instanceof EvaluationError) return errorVerdict(error);
    throw error;
  }
}

/**
 * Measures claims on cases that break their assumptions: shown as exploratory, decides nothing.
 *
 * @throws EvaluationError when a case cannot be evaluated
 */
export function explore<Case, Observation>(
  experiment: Experiment<Case, Observation>,
  cases: number,
  seed: bigint,
  onProgress: OnProgress = () => {},
): Measurement[] {
  const tallies = experiment.tests.map(() => new Tally<Case>());
  let done = 0;
  for (const value of explored(experiment, cases, seed)) {
    try {
      const observation = experiment.observe(value);
      experiment.tests.forEach((test, i) => {
        const conclusion = test.conclude(value, observation);
        tallies[i].add(value, conclusion, experiment.stratum(value));
      });
    } catch (error) {
      throw EvaluationError.of(error, experiment.encode(value));
    }
    onProgress(++done, cases);
  }
  return tallies.map((tally) => tally.total((violation) => counterexampleOf(experiment, violation)));
}

/** The first case of an experiment: what a given subject looks like. */
export function firstCase<Case>(experiment: Experiment<Case>, seed: bigint): Case {
  for (const value of explored(experiment, 1, seed)) return value;
  throw new RangeError(`the experiment "${experiment.id}" has no case`);
}

function* explored<Case>(experiment: Experiment<Case>, cases: number, seed: bigint): Generator<Case> {
  if (experiment.enumerate !== undefined) yield* experiment.enumerate();
  else {
    const draw = drawsOf(experiment, seed);
    for (let index = 0; index < cases; index++) yield draw(index);
  }
}

/** The verdict for a claim whose assumptions the given subject does not meet. */
export function notApplicable(breaches: readonly Breach[], exploratory: Measurement | null): Verdict {
  const names = [...new Set(breaches.map(({ assumption }) => assumption))];
  return {
    word: 'NOT APPLICABLE',
    by: 'assumptions',
    breaches,
    exploratory,
    stopped: `the assumption${names.length === 1 ? '' : 's'} ${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} broken`,
  };
}

/** The case at an index of an experiment's stream: the same whoever draws it, and in whatever order. */
function drawsOf<Case>({ id, arbitrary }: Experiment<Case>, seed: bigint): (index: number) => Case {
  const streams = RandomStream.family(seed, 'estimate', id);
  return (index) => {
    try {
      return arbitrary.generate(new fc.Random(streams(index)), undefined).value; // no bias factor: the declared distribution
    } catch (error) {
      throw EvaluationError.of(error, { stream: [String(seed), 'estimate', id, index] }); // there is no case yet, only where it comes from
    }
  };
}

interface Sample<Case> {
  readonly tally: Tally<Case>;
  readonly watch: Watch;
  drawn: number;
  crash: EvaluationError | null;
}

function drawSamples<Case, Observation>(
  experiment: Experiment<Case, Observation>,
  planned: readonly PlannedTest<Case, Observation>[],
  seed: bigint,
  onProgress: OnProgress,
): Sample<Case>[] {
  const samples = planned.map(({ plan }): Sample<Case> => ({
    tally: new Tally<Case>(),
    watch: new Watch(new SequentialTest(plan.tolerance, plan.alpha)),
    drawn: 0,
    crash: null,
  }));
  const isOpen = ({ crash, drawn, watch }: Sample<Case>, { plan }: PlannedTest<Case, Observation>) =>
    crash === null &&
    watch.cases < plan.cases &&
    drawn < plan.cases * DRAWS_PER_CASE &&
    (watch.cases < plan.least || watch.decided === null);
  const draw = drawsOf(experiment, seed);
  const most = Math.max(0, ...planned.map(({ plan }) => plan.cases));
  for (let index = 0; samples.some((sample, i) => isOpen(sample, planned[i])); index++) {
    let value: Case;
    try {
      value = draw(index);
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      samples.forEach((sample, i) => (sample.crash ??= isOpen(sample, planned[i]) ? error : null));
      break;
    }
    let observation: { made: Observation } | null = null; // made once, and only for a case that some claim speaks of
    samples.forEach((sample, i) => {
      const { test } = planned[i];
      if (!isOpen(sample, planned[i])) return;
      sample.drawn++;
      try {
        if (test.breaches(value).length > 0) {
          sample.tally.reject();
          return;
        }
        observation ??= { made: experiment.observe(value) };
        const conclusion = test.conclude(value, observation.made);
        sample.tally.add(value, conclusion, experiment.stratum(value));
        sample.watch.add(isViolation(conclusion));
      } catch (error) {
        sample.crash = EvaluationError.of(error, experiment.encode(value));
      }
    });
    onProgress(Math.min(index + 1, most), most);
  }
  return samples;
}

function decideSample<Case, Observation>(
  experiment: Experiment<Case, Observation>,
  test: ClaimTest<Case, Observation>,
  plan: Plan,
  sample: Sample<Case>,
  seed: bigint,
): Verdict {
  const measured = sample.tally.total((violation) => counterexampleOf(experiment, violation));
  const { cases, violations } = measured;
  if (cases * DRAWS_PER_CASE < sample.drawn || cases === 0) {
    return {
      word: 'VACUOUS',
      accepted: cases,
      drawn: sample.drawn,
      stopped: `only ${cases} of ${sample.drawn} drawn cases met the assumptions`,
    };
  }
  const estimate: Estimate = {
    ...measured,
    alpha: plan.alpha,
    interval: confidenceSequence({ cases, violations }, plan.alpha),
    logEvidence: logMixture({ cases, violations }, plan.tolerance),
  };
  // A case that does not fail again is not shrunk: its noise would be.
  const { worst } = sample.tally;
  const flaky = worst === null ? null : unstableVerdict(confirm(experiment, test, worst.value));
  if (flaky !== null) return flaky;
  const outcome = hunt(experiment, test, plan.hunted, seed, worst);
  const unstable = unstableVerdict(outcome.confirmed);
  if (unstable !== null) return unstable;
  if (worst !== null && outcome.confirmed === null) {
    // It failed once more in each replay, and then not when the hunt came to it.
    return unstableAfter(counterexampleOf(experiment, worst), REPLAYS + 1, REPLAYS);
  }
  switch (test.claim.kind) {
    case 'universal':
      return decideUniversal(plan, estimate, outcome);
    case 'rate':
      return decideRate(plan, estimate, outcome);
    case 'existence':
      throw new RangeError('existence claims are searched, not sampled');
    case 'scaling':
      throw new EvaluationError(new RangeError(`claims of the kind "${test.claim.kind}" have no rule yet`), null);
  }
}

function decideUniversal(plan: Plan, estimate: Estimate, { hunt: hunted, confirmed }: HuntOutcome): Verdict {
  if (confirmed !== null) {
    return {
      word: 'REFUTED',
      by: 'counterexample',
      counterexample: confirmed.counterexample,
      replays: confirmed.replays,
      estimate,
      hunt: hunted,
      enumeration: null,
      stopped: `a counterexample failed in ${confirmed.failed} of ${confirmed.replays} replays`,
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
    stopped: `the budget of ${estimate.cases} cases ended before the interval lay on one side of the tolerance`,
  };
}

function decidedBy({ cases }: Estimate, plan: Plan): string {
  return cases < plan.cases
    ? `the interval lay on one side of the tolerance after ${cases} of at most ${plan.cases} cases`
    : `all ${cases} planned cases were evaluated`;
}

function unstableVerdict(confirmed: Confirmed | null): Verdict | null {
  if (confirmed === null || confirmed.failed === confirmed.replays) return null;
  return unstableAfter(confirmed.counterexample, confirmed.replays, confirmed.failed);
}

function unstableAfter(counterexample: Counterexample, replays: number, failed: number): Verdict {
  const stopped = `the same case failed once and then in only ${failed} of ${replays} replays`;
  return { word: 'UNSTABLE', counterexample, replays, failed, stopped };
}

/** An existence claim holds by a witness that replays, and is otherwise undecided: cases that are none refute nothing. */
function decideExistence<Case, Observation>(
  experiment: Experiment<Case, Observation>,
  { test, plan }: PlannedTest<Case, Observation>,
  seed: bigint,
): Verdict {
  const draw = drawsOf(experiment, seed);
  let evaluated = 0;
  const known: Case[] = [];
  for (let index = 0; index < plan.cases && known.length === 0; index++) {
    const value = draw(index);
    const conclusion = concludeIfSpokenOf(experiment, test, value);
    if (conclusion === null) continue;
    evaluated++;
    if (!isViolation(conclusion)) known.push(value);
  }
  const { looked, witness, kept, replays } = findWitness(experiment, test, plan.hunted, seed, known);
  const searched = evaluated + looked - known.length; // the hunt looks at what it is given once more
  if (searched === 0) {
    return { word: 'VACUOUS', accepted: 0, drawn: plan.cases, stopped: `none of ${plan.cases} drawn cases met the assumptions` };
  }
  if (witness === null && known.length === 0) {
    return { word: 'INCONCLUSIVE', by: 'search', searched, stopped: `the budget of ${searched} cases ended without a witness` };
  }
  return witness === null
    ? witnessVerdict(witnessOf(experiment, test, known[0]), 0, 1, searched)
    : witnessVerdict(witness, kept, replays, searched);
}

/** What a claim concludes of a case; null where it does not speak of it. */
function concludeIfSpokenOf<Case, Observation>(
  experiment: Experiment<Case, Observation>,
  test: ClaimTest<Case, Observation>,
  value: Case,
): Conclusion | null {
  try {
    return test.breaches(value).length > 0 ? null : evaluate(experiment, test, value);
  } catch (error) {
    throw EvaluationError.of(error, experiment.encode(value));
  }
}

function witnessOf<Case, Observation>(
  experiment: Experiment<Case, Observation>,
  test: ClaimTest<Case, Observation>,
  value: Case,
): Counterexample {
  return counterexampleOf(experiment, { value, conclusion: evaluate(experiment, test, value) });
}

function witnessVerdict(witness: Counterexample, kept: number, replays: number, searched: number): Verdict {
  if (kept < replays) {
    const stopped = `the witness kept the claim once and then in only ${kept} of ${replays} replays`;
    return { word: 'UNSTABLE', counterexample: witness, replays, failed: replays - kept, stopped };
  }
  return {
    word: 'HOLDS',
    by: 'witness',
    witness,
    replays,
    searched,
    stopped: `a witness kept the claim in ${kept} of ${replays} replays`,
  };
}

/** The values of a finite domain, each once. */
function distinct<Case>(experiment: Experiment<Case>): Case[] {
  const met = new Map<string, Case>();
  try {
    for (const value of experiment.enumerate?.() ?? []) {
      const key = JSON.stringify(experiment.encode(value));
      if (!met.has(key)) met.set(key, value);
    }
  } catch (error) {
    throw EvaluationError.of(error, { domain: experiment.id, after: met.size });
  }
  return [...met.values()];
}

function decideByEnumeration<Case, Observation>(
  experiment: Experiment<Case, Observation>,
  { test, plan }: PlannedTest<Case, Observation>,
  cases: readonly Case[],
): Verdict {
  const tally = new Tally<Case>();
  let witness: Case | null = null;
  for (const value of cases) {
    const conclusion = concludeIfSpokenOf(experiment, test, value);
    if (conclusion === null) tally.reject();
    else {
      tally.add(value, conclusion, experiment.stratum(value));
      if (!isViolation(conclusion)) witness ??= value;
    }
  }
  const enumeration = tally.total((violation) => counterexampleOf(experiment, violation));
  if (enumeration.cases === 0) {
    return { word: 'VACUOUS', accepted: 0, drawn: cases.length, stopped: 'no case of the finite domain meets the assumptions' };
  }
  const stopped = `all ${enumeration.cases} cases of the finite domain were evaluated`;
  if (test.claim.kind === 'existence') {
    if (witness === null) return { word: 'REFUTED', by: 'enumeration', enumeration, stopped };
    const { counterexample, failed, replays } = confirm(experiment, test, witness, (conclusion) => !isViolation(conclusion));
    return witnessVerdict(counterexample, failed, replays, enumeration.cases);
  }
  const { worst } = tally;
  const confirmed = worst === null ? null : confirm(experiment, test, worst.value);
  const flaky = unstableVerdict(confirmed);
  if (flaky !== null) return flaky;
  // A rate over an enumerated domain is known, not estimated.
  const spared = test.claim.kind === 'rate' && enumeration.violations / enumeration.cases <= plan.tolerance;
  if (confirmed === null || spared) return { word: 'HOLDS', by: 'enumeration', enumeration, stopped };
  return {
    word: 'REFUTED',
    by: 'counterexample',
    counterexample: confirmed.counterexample,
    replays: confirmed.replays,
    estimate: null,
    hunt: null,
    enumeration,
    stopped,
  };
}

/** The verdict for a case that could not be evaluated. */
export function errorVerdict(error: EvaluationError): Verdict {
  return { word: 'ERROR', message: error.message, case: error.value, stopped: 'a case could not be evaluated' };
}

import { parentPort, workerData } from 'node:worker_threads';
import { InputError } from '../../input-error.js';
import { perform } from '../decide/schedule.js';
import { errorVerdict } from '../decide/decide.js';
import { distinct } from '../decide/decide-enumeration.js';
import { drawsOf } from '../decide/draws.js';
import { drawShare } from '../decide/estimate.js';
import { EvaluationError } from '../evaluation-error.js';
import type { Experiment, Json } from '../experiment.js';
import { explored } from '../decide/explore.js';
import { NO_PREVIEWS, previewsOf, type Previews } from '../decide/previews.js';
import { replayRegression, type RegressionOutcome } from '../decide/regression-case.js';
import { inspect, uninspected } from '../decide/inspection.js';
import type { Verdict } from '../verdict.js';
import type { Catalogue, CatalogueModule } from './catalogue.js';
import { SharedHeartbeat } from './shared-heartbeat.js';
import type { Reply, Task, TaskResult, WorkerStart } from './tasks.js';

// The thread in which claims are evaluated. It may be terminated at any case, so it keeps no state that the supervisor does not
// have.

if (parentPort === null) throw new Error('this module must be started as a worker thread');
const port = parentPort;
const { module, input, memory }: WorkerStart = workerData;
const heartbeat = new SharedHeartbeat(memory);
const onProgress = (done: number, planned: number) => heartbeat.progress(done, planned);
let opened: Promise<Catalogue> | null = null;

port.on('message', (task: Task) => {
  void reply(task).then((answer) => {
    port.postMessage(answer);
    heartbeat.rest();
  });
});

async function reply(task: Task): Promise<Reply> {
  try {
    return { kind: 'done', result: resultOf(task, await (opened ??= open())) };
  } catch (error) {
    if (error instanceof InputError) return { kind: 'input', rule: error.rule, hint: error.hint, usage: error.usage };
    return { kind: 'fault', error: error instanceof Error ? error : new Error(String(error)) };
  }
}

async function open(): Promise<Catalogue> {
  // The exports are not checked, since a catalogue is code of the same program.
  const catalogue: CatalogueModule = await import(module);
  return catalogue.openCatalogue(input);
}

function resultOf(task: Task, { experiments, withoutCases = [], about }: Catalogue): TaskResult[Task['kind']] {
  if (task.kind === 'open') {
    return { experiments: experiments.map(uninspected), withoutCases, about };
  }
  const experiment = experiments[task.experiment];
  const { seed } = task;
  switch (task.kind) {
    case 'inspect':
      heartbeat.at('exploration', 0, 0); // inspecting evaluates the first case of a given subject
      return inspect(experiment, seed);
    case 'perform':
      return performTask(experiment, task);
    case 'share': {
      const planned = task.schedule.decided.map(({ test, plan }) => ({ test: experiment.tests[test], plan }));
      return drawShare(experiment, planned, task.share, { seed, heartbeat, recorded: null, onProgress });
    }
    case 'preview':
      return preview(experiment, task);
    case 'rebuild':
      heartbeat.at(task.phase, 0, task.index);
      return rebuild(experiment, task);
  }
}

function performTask(experiment: Experiment, task: Extract<Task, { kind: 'perform' }>): TaskResult['perform'] {
  const regressions = task.regressions.map((each) => replayRegression(experiment, each, heartbeat));
  const errors = new Map<number, Verdict>();
  for (const each of regressions) {
    if (each.state === 'error') errors.set(each.test, errorVerdict(new EvaluationError(each.message, each.case)));
  }
  const decided = task.schedule.decided
    .filter(({ test }) => !errors.has(test))
    .map((each) => ({ ...each, regression: regressionOf(regressions, each.test) }));
  const { recorded } = task;
  const options = {
    heartbeat,
    onProgress,
    recorded: recorded === null ? null : { get: (claim: string, index: number) => recorded.get(claim)?.get(index) },
  };
  const performed = perform(experiment, { ...task.schedule, decided }, task.seed, options);
  return { ...performed, verdicts: new Map([...performed.verdicts, ...errors]), regressions };
}

function regressionOf(regressions: readonly RegressionOutcome[], test: number) {
  const failing = regressions.find((each) => each.test === test && each.state === 'fails');
  return failing?.state === 'fails' ? failing.confirmed : null;
}

/** Makes the previews of a claim. If that throws there are none: a preview must not cost a verdict. */
function preview(experiment: Experiment, { test, counterexample, seed }: Extract<Task, { kind: 'preview' }>): Previews {
  try {
    return previewsOf(experiment, experiment.tests[test], counterexample, seed, heartbeat);
  } catch {
    return NO_PREVIEWS;
  }
}

/** The case at an index, by value. */
function rebuild(experiment: Experiment, { phase, index, seed }: Extract<Task, { kind: 'rebuild' }>): Json {
  switch (phase) {
    case 'estimate':
      return experiment.codec.encode(drawsOf(experiment, seed)(index));
    case 'enumeration':
      return experiment.codec.encode(distinct(experiment, seed)[index]);
    case 'exploration': {
      let at = 0;
      for (const value of explored(experiment, index + 1, seed)) if (at++ === index) return experiment.codec.encode(value);
      throw new RangeError(`the exploration of "${experiment.id}" has no case ${index}`);
    }
  }
}

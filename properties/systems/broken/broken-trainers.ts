import type { StepGradient } from '../../../src/engine/engine.js';
import { softmax } from '../../../src/model/attention.js';
import type { Step } from '../../../src/model/step.js';
import { batchOf, type PromptBatch } from '../../../src/task/prompt.js';
import { withChange, withGradients, type GradientChange, type System } from '../system.js';
import type { BrokenModel } from './broken-model.js';

/** C5a and C5b: one row is not trained. */
export function frozenRow(system: System, frozen: Step): System {
  return withChange(system, `${frozen}-row-frozen`, { training: { ...system.training, frozen } });
}

/** C3: every prompt is labelled with the relation of the next one, and the last with that of the first. A label is right only if both prompts share a relation. */
export function permutedLabels(system: System): System {
  const shown = ({ prompts }: PromptBatch) =>
    batchOf(prompts.map((prompt, i) => ({ ...prompt, relation: prompts[(i + 1) % prompts.length].relation })));
  return withChange(system, 'permuted-labels', { shown });
}

/** C4: gradients have the wrong sign, so that training climbs. */
export function ascent(system: System): System {
  return withGradientChange(system, 'ascent', () => (gradient) => scaled(gradient, 1, -1));
}

/** Losses and slopes are summed over the n prompts. */
function sumForMean(system: System): System {
  return withGradientChange(system, 'sum-for-mean', () => (gradient, _step, _theta, prompts) => scaled(gradient, prompts, prompts));
}

/** The slopes of both rows go through one buffer that is not cleared in between, so those of the relation row are added to the answer row's. */
function unclearedGradients(system: System): System {
  return withGradientChange(system, 'uncleared-gradients', () => {
    let left: Float64Array | null = null;
    return ({ loss, gradient }, step) => {
      if (step === 'relation') {
        left = gradient;
        return { loss, gradient };
      }
      const more = left;
      return { loss, gradient: more === null ? gradient : gradient.map((slope, t) => slope + (more[t] ?? 0)) };
    };
  });
}

/** d loss / dp instead of d loss / dθ. Up to a constant, which softmax ignores, these are the slopes divided by p. */
function slopesOfAttention(system: System): System {
  return withGradientChange(system, 'softmax-not-differentiated', () => ({ loss, gradient }, _step, theta) => {
    const attention = softmax(theta);
    return { loss, gradient: gradient.map((slope, t) => (attention[t] > 0 ? slope / attention[t] : 0)) };
  });
}

/** The answer step is trained to emit the answer of the last pair: the target is read one place too early. */
function lastAnswerAsTarget(system: System): System {
  const shown = ({ prompts }: PromptBatch) =>
    batchOf(prompts.map((prompt) => ({ ...prompt, answer: prompt.context[prompt.context.length - 1][1] })));
  return withChange(system, 'last-answer-as-target', { shown });
}

/** @param changeOf - makes a change for one batch, which may have state of its own */
function withGradientChange(system: System, id: string, changeOf: () => GradientChange): System {
  return withChange(system, id, { open: (model, seed) => withGradients(system.open(model, seed), changeOf) });
}

function scaled({ loss, gradient }: StepGradient, ofLoss: number, ofSlopes: number): StepGradient {
  return { loss: ofLoss * loss, gradient: gradient.map((slope) => ofSlopes * slope) };
}

export const BROKEN_TRAINERS: readonly BrokenModel[] = [
  {
    id: 'permuted-labels',
    control: 'C3',
    broken: 'relation labels are permuted among the prompts of a batch, each going to the prompt before its own',
    touches: 'training',
    breaks: permutedLabels,
  },
  {
    id: 'ascent',
    control: 'C4',
    broken: 'training steps up the gradient instead of down',
    touches: 'training',
    breaks: ascent,
  },
  {
    id: 'answer-row-frozen',
    control: 'C5a',
    broken: 'the answer row is not trained and stays uniform',
    touches: 'training',
    breaks: (system) => frozenRow(system, 'answer'),
  },
  {
    id: 'relation-row-frozen',
    control: 'C5b',
    broken: 'the relation row is not trained and stays uniform',
    touches: 'training',
    breaks: (system) => frozenRow(system, 'relation'),
  },
  {
    id: 'sum-for-mean',
    control: null,
    broken: 'the mean over the prompts is taken as a sum, so that steps are n times as long',
    touches: 'training',
    breaks: sumForMean,
  },
  {
    id: 'uncleared-gradients',
    control: null,
    broken: 'the gradient of the relation row is added to that of the answer row: their buffer is not cleared in between',
    touches: 'training',
    breaks: unclearedGradients,
  },
  {
    id: 'softmax-not-differentiated',
    control: null,
    broken: 'training descends along d loss / dp, as if θ were the attention itself',
    touches: 'training',
    breaks: slopesOfAttention,
  },
  {
    id: 'last-answer-as-target',
    control: null,
    broken: 'the answer step is trained to emit the answer of the last pair in place of the query’s',
    touches: 'training',
    breaks: lastAnswerAsTarget,
  },
];

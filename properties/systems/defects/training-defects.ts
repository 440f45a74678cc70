import { RandomStream } from '../../../src/random/random-stream.js';
import { batchOf, type Prompt, type PromptBatch } from '../../../src/task/prompt.js';
import { withGradients, type GradientChange, type System, type SystemChanges } from '../system.js';
import type { Defect } from './defect.js';

// k pairs, T positions of a step.

/** Changes the slopes of a row (T) and leaves the loss as it is. */
type SlopeChange = (...change: Parameters<GradientChange>) => Float64Array;

/** @param makeChange - makes a change for one batch, which may have state of its own */
function withSlopeChange(system: System, makeChange: () => SlopeChange): SystemChanges {
  const changeOf = (): GradientChange => {
    const change = makeChange();
    return (...given) => ({ loss: given[0].loss, gradient: change(...given) });
  };
  return { open: (model, seed) => withGradients(system.open(model, seed), changeOf) };
}

/** Adds normal noise to every slope, in units of the largest slope. Every run has the same noise. */
function noisy(size: number): () => SlopeChange {
  return () => {
    const random = RandomStream.of(0, 'gradient noise');
    return ({ gradient }) => {
      const largest = gradient.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
      return gradient.map((slope) => slope + size * largest * random.normal());
    };
  };
}

/** Multiplies every slope. */
function scaled(factor: number): () => SlopeChange {
  return () =>
    ({ gradient }) =>
      gradient.map((slope) => factor * slope);
}

/** Multiplies the slope of the first pair's subject in the relation row by 1 + size. */
function favouringFirst(size: number): () => SlopeChange {
  return () =>
    ({ gradient }, step) =>
      step === 'relation' ? gradient.map((slope, t) => (t === 0 ? slope * (1 + size) : slope)) : gradient;
}

/** Moves the slopes of the pairs' subjects towards their mean, and likewise those of the answers. */
function averaged(size: number): () => SlopeChange {
  return () =>
    ({ gradient }, step) => {
      if (step === 'answer') return gradient;
      const pairs = (gradient.length - 1) / 2;
      const means = [0, 1].map((member) => {
        const members = gradient.filter((_, t) => t < 2 * pairs && t % 2 === member);
        return members.reduce((sum, slope) => sum + slope, 0) / pairs;
      });
      return gradient.map((slope, t) => (t < 2 * pairs ? slope + size * (means[t % 2] - slope) : slope));
    };
}

/** Each prompt, with probability `share`, is labelled with the relation of the next one. Which prompts are hit follows from the prompts. */
function mislabel(share: number): (prompts: PromptBatch) => PromptBatch {
  return ({ prompts }) => {
    const random = RandomStream.of(0, 'mislabelled', JSON.stringify(prompts));
    return batchOf(
      prompts.map((prompt, i): Prompt => {
        const isHit = random.uniform() < share;
        return isHit ? { ...prompt, relation: prompts[(i + 1) % prompts.length].relation } : prompt;
      }),
    );
  };
}

export const TRAINING_DEFECTS: readonly Defect[] = [
  {
    id: 'gradient-noise',
    planted: 'normal noise is added to every slope',
    measure: 'deviation over the largest slope',
    sizes: [0.003, 0.01, 0.03, 0.1, 0.3, 1],
    plant: (system, size) => withSlopeChange(system, noisy(size)),
  },
  {
    id: 'longer-steps',
    planted: 'gradient steps are too long',
    measure: 'how many times as long',
    sizes: [2, 2.8, 4, 5.6, 8, 11.3, 16],
    plant: (system, size) => withSlopeChange(system, scaled(size)),
  },
  {
    id: 'shorter-steps',
    planted: 'gradient steps are too short',
    measure: 'into how many parts they are divided',
    sizes: [2, 4, 8, 16, 32, 64],
    plant: (system, size) => withSlopeChange(system, scaled(1 / size)),
  },
  {
    id: 'averaged-pairs',
    planted: 'in the relation row, the slopes of subjects, and those of answers, are drawn to their means over the pairs',
    measure: 'how far of the way',
    sizes: [0.03, 0.06, 0.125, 0.25, 0.5, 1],
    plant: (system, size) => withSlopeChange(system, averaged(size)),
  },
  {
    id: 'favoured-pair',
    planted: 'in the relation row, the slope of the first pair’s subject is too large',
    measure: 'by which part of itself',
    sizes: [1e-14, 1e-13, 1e-12, 1e-11, 1e-10, 1e-9],
    plant: (system, size) => withSlopeChange(system, favouringFirst(size)),
  },
  {
    id: 'favoured-pair-trained',
    planted: 'in the relation row, the slope of the first pair’s subject is too large, which training amplifies',
    measure: 'by which part of itself',
    sizes: [1e-12, 1e-11, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6],
    plant: (system, size) => withSlopeChange(system, favouringFirst(size)),
  },
  {
    id: 'mislabelled-prompts',
    planted: 'prompts of fine-tuning are labelled with the relation of the prompt after them',
    measure: 'chance of taking the next prompt’s label',
    sizes: [0.004, 0.012, 0.037, 0.11, 0.33, 1],
    plant: (_, size) => ({ shown: mislabel(size) }),
  },
];

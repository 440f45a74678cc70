import { accuracyOf, ACCURACY_PROMPTS, type Accuracy } from '../../analysis/accuracy.js';
import { attentionPattern, type AttentionPattern } from '../../analysis/attention-pattern.js';
import type { Engine } from '../../engine/engine.js';
import { RandomStream } from '../../random/random-stream.js';
import { drawPrompts } from '../../task/draw-prompts.js';
import { fineTune, initialTheta, type PerStep, type RunEnd } from '../../training/fine-tuning.js';
import { recordedSteps } from '../../training/recorded-steps.js';

/** Prompts, and how attention is fine-tuned on them. */
export interface TrainingSettings {
  readonly k: number;
  readonly n: number;
  readonly eta: number;
  readonly steps: number;
  readonly seed: bigint;
}

/** One recorded step of a run. */
export interface RecordedStep {
  readonly step: number;
  readonly losses: PerStep<number>;
  readonly attention: PerStep<readonly number[]>;
  readonly pattern: AttentionPattern;
}

/** A run of `train`: what was trained, and how it went. */
export interface TrainingRun {
  /** The memory in a few words, for the terminal and the page. */
  readonly memory: string;
  /** The head of its column in the table of accuracies. */
  readonly head: string;
  readonly steps: number;
  readonly end: RunEnd;
  readonly trajectory: readonly RecordedStep[];
  readonly accuracy: Accuracy;
}

/** Fine-tunes attention on random prompts of an engine's table. */
export function fineTuneOn(engine: Engine, { k, n, eta, steps, seed }: TrainingSettings): Omit<TrainingRun, 'memory' | 'head'> {
  const { knowledge } = engine.model;
  const prompts = drawPrompts(knowledge, k, n, RandomStream.of(seed, 'train', 'prompts'));
  const fresh = drawPrompts(knowledge, k, ACCURACY_PROMPTS, RandomStream.of(seed, 'train', 'fresh'));
  const run = fineTune(engine.compile(prompts), initialTheta(k), { learningRate: eta, steps, recordAt: recordedSteps(steps) });
  return {
    steps: run.steps,
    end: run.end,
    trajectory: run.snapshots.map(({ step, attention }) => ({
      step,
      losses: { relation: run.losses.relation[step], answer: run.losses.answer[step] },
      attention: { relation: [...attention.relation], answer: [...attention.answer] },
      pattern: attentionPattern(attention),
    })),
    accuracy: accuracyOf(engine, run.theta, fresh),
  };
}

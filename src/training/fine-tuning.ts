import type { CompiledBatch } from '../engine/engine.js';
import { softmax } from '../model/attention.js';
import { stepLength, type Step } from '../model/step.js';

// k pairs, T positions of a step: 2k + 1 at the relation step, 2k + 2 at the answer step.

/** Options of fine-tuning. The defaults are those of spec/model.md §4. */
export interface FineTuningConfig {
  /** η, 0.3 by default. */
  readonly learningRate?: number;
  /** Gradient steps, 200 by default. */
  readonly steps?: number;
  /** A row that is not trained; only broken models have one. */
  readonly frozen?: Step | null;
  /** Training stops as soon as both losses are below this; 0 by default, which no loss is. */
  readonly stopBelow?: number;
  /** Steps at which attention is recorded, besides the first and the last. */
  readonly recordAt?: readonly number[];
}

/** Options of fine-tuning with the defaults filled in. */
export type ResolvedFineTuning = Required<FineTuningConfig>;

/** A value for each of the two steps. */
export type PerStep<Value> = Readonly<Record<Step, Value>>;

/** The attention of both rows after a number of gradient steps. */
export interface Snapshot {
  readonly step: number;
  /** p = softmax(θ): relation (2k + 1), answer (2k + 2). */
  readonly attention: PerStep<Float64Array>;
}

/** Why a run ended. */
export type RunEnd =
  | { readonly kind: 'steps' }
  | { readonly kind: 'losses-below'; readonly threshold: number }
  | { readonly kind: 'diverged'; readonly step: number };

/** The result of fine-tuning. */
export interface TrainingRun {
  readonly config: ResolvedFineTuning;
  /** The number of gradient steps taken. */
  readonly steps: number;
  /** Mean losses in nats before each gradient step and after the last (steps + 1). */
  readonly losses: PerStep<Float64Array>;
  /** Final attention logits: relation (2k + 1), answer (2k + 2). If the run diverged, the last finite ones. */
  readonly theta: PerStep<Float64Array>;
  readonly snapshots: readonly Snapshot[];
  readonly end: RunEnd;
}

/**
 * Fills in the defaults of spec/model.md §4.
 *
 * @throws RangeError when η is not positive, or steps is not a whole number ≥ 0
 */
export function resolveFineTuning(config: FineTuningConfig): ResolvedFineTuning {
  const resolved: ResolvedFineTuning = {
    learningRate: config.learningRate ?? 0.3,
    steps: config.steps ?? 200,
    frozen: config.frozen ?? null,
    stopBelow: config.stopBelow ?? 0,
    recordAt: config.recordAt ?? [],
  };
  if (!(Number.isFinite(resolved.learningRate) && resolved.learningRate > 0)) {
    throw new RangeError(`the learning rate must be positive and finite, not ${resolved.learningRate}`);
  }
  if (!(Number.isInteger(resolved.steps) && resolved.steps >= 0)) {
    throw new RangeError(`steps must be a whole number ≥ 0, not ${resolved.steps}`);
  }
  return resolved;
}

/** θ = 0 in both rows: uniform attention (spec/model.md §3). */
export function initialTheta(pairs: number): PerStep<Float64Array> {
  return {
    relation: new Float64Array(stepLength('relation', pairs)),
    answer: new Float64Array(stepLength('answer', pairs)),
  };
}

/**
 * Full-batch gradient descent on both rows (spec/model.md §4). The rows share no parameters, so each loss descends on its own.
 *
 * @param batch - the n prompts
 * @param start - the initial θ, which is not modified; `initialTheta` for uniform attention
 * @throws RangeError when an option is out of range
 */
export function fineTune(batch: CompiledBatch, start: PerStep<Float64Array>, config: FineTuningConfig = {}): TrainingRun {
  const resolved = resolveFineTuning(config);
  const { learningRate, steps, frozen, stopBelow } = resolved;
  let theta: PerStep<Float64Array> = start;
  const losses: Record<Step, number[]> = { relation: [], answer: [] };
  const recordAt = new Set(resolved.recordAt);
  const snapshots: Snapshot[] = [];
  const record = (step: number) =>
    snapshots.push({ step, attention: { relation: softmax(theta.relation), answer: softmax(theta.answer) } });

  let taken = 0;
  let end: RunEnd = { kind: 'steps' };
  for (; ; taken++) {
    const relation = batch.gradient('relation', theta.relation);
    const answer = batch.gradient('answer', theta.answer);
    losses.relation.push(relation.loss);
    losses.answer.push(answer.loss);
    if (!(Number.isFinite(relation.loss) && Number.isFinite(answer.loss))) {
      end = { kind: 'diverged', step: taken };
      break;
    }
    if (relation.loss < stopBelow && answer.loss < stopBelow) {
      end = { kind: 'losses-below', threshold: stopBelow };
      break;
    }
    if (taken === steps) break;
    if (taken === 0 || recordAt.has(taken)) record(taken);
    const next = {
      relation: frozen === 'relation' ? theta.relation : descend(theta.relation, relation.gradient, learningRate),
      answer: frozen === 'answer' ? theta.answer : descend(theta.answer, answer.gradient, learningRate),
    };
    if (!(next.relation.every(Number.isFinite) && next.answer.every(Number.isFinite))) {
      end = { kind: 'diverged', step: taken };
      break;
    }
    theta = next;
  }
  if (snapshots.at(-1)?.step !== taken) record(taken);
  return {
    config: resolved,
    steps: taken,
    losses: { relation: Float64Array.from(losses.relation), answer: Float64Array.from(losses.answer) },
    theta,
    snapshots,
    end,
  };
}

function descend(theta: Float64Array, gradient: Float64Array, learningRate: number): Float64Array {
  const next = new Float64Array(theta.length); // (T)
  for (let t = 0; t < theta.length; t++) next[t] = theta[t] - learningRate * gradient[t];
  return next;
}

import type { Engine } from '../engine/engine.js';
import { softmax } from '../model/attention.js';
import { stepTokens, type Step } from '../model/step.js';
import { relationToken, vocabularySize } from '../model/vocabulary.js';
import type { Prompt, PromptBatch } from '../task/prompt.js';
import type { PerStep } from './fine-tuning.js';

// V tokens, T positions of a step, n prompts.

/**
 * The blocks of full attention (spec/model.md §3): the position or the token of the last position is scored against the position or
 * the token of a key.
 */
export const ATTENTION_BLOCKS = ['position–position', 'position–token', 'token–position', 'token–token'] as const;

export type AttentionBlock = (typeof ATTENTION_BLOCKS)[number];

/** The blocks that ignore the position of a key. */
export const CONTENT_BLOCKS: readonly AttentionBlock[] = ['position–token', 'token–token'];

/**
 * The attention of one step: a bilinear form over [token ; position] embeddings. With orthonormal embeddings each entry of the form
 * is an independent weight. Only entries that some prompt of the batch uses ever move from zero, so only those are stored.
 */
export class FullAttentionRow {
  private readonly entries = new Map<number, number>(); // entry of the form → its index in `weights`
  private readonly weights: number[] = [];
  private readonly span: number;

  constructor(
    private readonly blocks: readonly AttentionBlock[],
    size: number,
    positions: number,
  ) {
    this.span = size + positions;
  }

  /** The attention p (T) of the last position over the positions of `tokens` (T). */
  attend(tokens: Int32Array): Float64Array {
    const scores = Float64Array.from(tokens, (_, t) => {
      let score = 0;
      for (const block of this.blocks) {
        const place = this.entries.get(this.entryOf(block, tokens, t));
        if (place !== undefined) score += this.weights[place];
      }
      return score;
    });
    return softmax(scores);
  }

  /** The indices of the weights that score position t of `tokens`. Adds those that are new. */
  placesOf(tokens: Int32Array, t: number): number[] {
    return this.blocks.map((block) => {
      const entry = this.entryOf(block, tokens, t);
      let place = this.entries.get(entry);
      if (place === undefined) {
        place = this.weights.push(0) - 1;
        this.entries.set(entry, place);
      }
      return place;
    });
  }

  /** The scores (T) of positions whose weights have these indices. `attend` is their softmax. */
  scoresAt(places: readonly (readonly number[])[]): Float64Array {
    const scores = new Float64Array(places.length);
    for (let t = 0; t < places.length; t++) for (const place of places[t]) scores[t] += this.weights[place];
    return scores;
  }

  /** Takes a gradient step with the derivative of the loss in each weight. */
  descend(slopes: Float64Array, learningRate: number): void {
    slopes.forEach((slope, place) => (this.weights[place] -= learningRate * slope));
  }

  /** The number of stored weights. */
  get size(): number {
    return this.weights.length;
  }

  private entryOf(block: AttentionBlock, tokens: Int32Array, t: number): number {
    const last = tokens[tokens.length - 1];
    const form = (kind: number, reader: number, key: number) => (kind * this.span + reader) * this.span + key;
    switch (block) {
      case 'position–position':
        return form(0, 0, t);
      case 'position–token':
        return form(1, 0, tokens[t]);
      case 'token–position':
        return form(2, last, t);
      case 'token–token':
        return form(3, last, tokens[t]);
    }
  }
}

/** The result of training full attention. */
export interface FullAttentionRun {
  readonly rows: PerStep<FullAttentionRow>;
  /** Mean losses in nats before each gradient step and after the last (steps + 1). */
  readonly losses: PerStep<Float64Array>;
}

/** Options of training full attention. The defaults are those of positional attention (spec/model.md §4). */
export interface FullAttentionConfig {
  readonly blocks?: readonly AttentionBlock[];
  /** η, 0.3 by default. */
  readonly learningRate?: number;
  /** 200 by default. */
  readonly steps?: number;
}

/**
 * Full-batch gradient descent on the blocks, from zero. The two steps share no entries, since their last positions differ and their
 * last tokens are a subject and a relation. So each step is trained by itself.
 */
export function trainFullAttention(engine: Engine, batch: PromptBatch, config: FullAttentionConfig = {}): FullAttentionRun {
  const relation = trainRow(engine, batch, 'relation', config);
  const answer = trainRow(engine, batch, 'answer', config);
  return {
    rows: { relation: relation.row, answer: answer.row },
    losses: { relation: relation.losses, answer: answer.losses },
  };
}

function trainRow(
  engine: Engine,
  batch: PromptBatch,
  step: Step,
  { blocks = ATTENTION_BLOCKS, learningRate = 0.3, steps = 200 }: FullAttentionConfig,
): { row: FullAttentionRow; losses: Float64Array } {
  const row = new FullAttentionRow(blocks, vocabularySize(engine.model.knowledge), 2 * batch.pairs + 2);
  // Attention differs from prompt to prompt, so each prompt is compiled by itself, with its scores as θ.
  const prompts = batch.prompts.map((prompt) => {
    const tokens = teacherForced(engine, prompt, step);
    return {
      compiled: engine.compile({ ...batch, prompts: [prompt] }),
      places: Array.from(tokens, (_, t) => row.placesOf(tokens, t)),
    };
  });
  const losses = new Float64Array(steps + 1);
  for (let taken = 0; ; taken++) {
    const slopes = new Float64Array(row.size);
    for (const { compiled, places } of prompts) {
      const { loss, gradient } = compiled.gradient(step, row.scoresAt(places));
      losses[taken] += loss / prompts.length;
      for (let t = 0; t < places.length; t++) for (const place of places[t]) slopes[place] += gradient[t] / prompts.length;
    }
    if (taken === steps) return { row, losses };
    row.descend(slopes, learningRate);
  }
}

/** The tokens of a step (T), with the true relation fed at the answer step. */
export function teacherForced(engine: Engine, prompt: Prompt, step: Step): Int32Array {
  const { knowledge } = engine.model;
  return stepTokens(knowledge, prompt, step === 'answer' ? relationToken(knowledge, prompt.relation) : undefined);
}

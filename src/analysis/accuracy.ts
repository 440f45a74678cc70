import { decode, decodeAttending, isCorrect, type Decoding } from '../engine/decode.js';
import type { Engine } from '../engine/engine.js';
import type { Prompt, PromptBatch } from '../task/prompt.js';
import type { PerStep } from '../training/fine-tuning.js';
import type { FullAttentionRow } from '../training/full-attention.js';

/** The number of fresh prompts that accuracy is measured on (spec/model.md §2). */
export const ACCURACY_PROMPTS = 1000;

/** How many of some prompts were answered correctly. */
export interface CorrectCount {
  readonly correct: number;
  readonly total: number;
}

/** The accuracy of a model on given prompts. */
export interface Accuracy extends CorrectCount {
  /** correct / total. */
  readonly rate: number;
  /** By the prompts' hidden relation (R); relations without a prompt have total 0. */
  readonly byRelation: readonly CorrectCount[];
}

/**
 * The accuracy at θ: every prompt is decoded free-running; it is correct when both tokens are, and wrong in a tie (spec/model.md
 * §2).
 */
export function accuracyOf(engine: Engine, theta: PerStep<Float64Array>, fresh: PromptBatch): Accuracy {
  return countCorrect(engine, fresh, (prompt) => decode(engine, prompt, theta.relation, theta.answer));
}

/** The accuracy of trained full attention, measured like `accuracyOf`. */
export function fullAttentionAccuracy(engine: Engine, rows: PerStep<FullAttentionRow>, fresh: PromptBatch): Accuracy {
  return countCorrect(engine, fresh, (prompt) => decodeAttending(engine, prompt, (tokens, step) => rows[step].attend(tokens)));
}

function countCorrect(engine: Engine, fresh: PromptBatch, respond: (prompt: Prompt) => Decoding): Accuracy {
  const byRelation = Array.from({ length: engine.model.knowledge.relations }, () => ({ correct: 0, total: 0 }));
  for (const prompt of fresh.prompts) {
    const count = byRelation[prompt.relation];
    count.total++;
    if (isCorrect(engine, prompt, respond(prompt))) count.correct++;
  }
  const correct = byRelation.reduce((sum, count) => sum + count.correct, 0);
  const total = fresh.prompts.length;
  return { correct, total, rate: correct / total, byRelation };
}

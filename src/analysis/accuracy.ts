import { decode, decodeAttending, isCorrect, type Decoding } from '../engine/decode.js';
import type { Engine } from '../engine/engine.js';
import type { Prompt, PromptBatch } from '../task/prompt.js';
import type { PerStep } from '../training/fine-tuning.js';
import type { FullAttentionRow } from '../training/full-attention.js';

/** Accuracy is the share correct of this many fresh prompts (spec/model.md §2). */
export const ACCURACY_PROMPTS = 1000;

/** Prompts counted, and how many of them were answered correctly. */
export interface CorrectCount {
  readonly correct: number;
  readonly total: number;
}

/** The accuracy of a model on given prompts. */
export interface Accuracy extends CorrectCount {
  /** correct / total. */
  readonly rate: number;
  /** By the prompts' hidden relation; relations without a prompt have total 0. */
  readonly byRelation: readonly CorrectCount[];
}

/** Decodes every prompt free-running at θ and counts what is correct: both tokens right, ties wrong (spec/model.md §2). */
export function accuracyOf(engine: Engine, theta: PerStep<Float64Array>, fresh: PromptBatch): Accuracy {
  return tallyAccuracy(engine, fresh, (prompt) => decode(engine, prompt, theta.relation, theta.answer));
}

/** The same for full attention. */
export function fullAttentionAccuracy(engine: Engine, rows: PerStep<FullAttentionRow>, fresh: PromptBatch): Accuracy {
  return tallyAccuracy(engine, fresh, (prompt) => decodeAttending(engine, prompt, (tokens, step) => rows[step].attend(tokens)));
}

function tallyAccuracy(engine: Engine, fresh: PromptBatch, respond: (prompt: Prompt) => Decoding): Accuracy {
  const byRelation = Array.from({ length: engine.model.knowledge.relations }, () => ({ correct: 0, total: 0 }));
  for (const prompt of fresh.prompts) {
    const tally = byRelation[prompt.relation];
    tally.total++;
    if (isCorrect(engine, prompt, respond(prompt))) tally.correct++;
  }
  const correct = byRelation.reduce((sum, tally) => sum + tally.correct, 0);
  const total = fresh.prompts.length;
  return { correct, total, rate: correct / total, byRelation };
}

import { decodeAttending, type Decoding } from '../../src/engine/decode.js';
import type { Engine } from '../../src/engine/engine.js';
import { softmax } from '../../src/model/attention.js';
import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import type { Prompt, PromptBatch } from '../../src/task/prompt.js';
import { seenFacts } from '../../src/task/tables/seen-facts.js';
import { fineTune, initialTheta } from '../../src/training/fine-tuning.js';
import { trainFullAttention } from '../../src/training/full-attention.js';

// T positions of a step: 2k + 1 of the relation row, 2k + 2 of the answer row.

/** How a prompt is answered after fine-tuning. It does not depend on the table. */
export type Answerer = (engine: Engine, prompt: Prompt) => Decoding;

/** What is fine-tuned, and on which memory, in a search for n*. */
export interface SampleLearner {
  readonly id: string;
  /** What the memory stores for a table. */
  stored(table: KnowledgeBase, prompts: PromptBatch): KnowledgeBase;
  train(engine: Engine, prompts: PromptBatch): Answerer;
  /** True if prompts of equal coincidences teach the same and are answered alike: see `Coincidences`. */
  readonly alike: boolean;
}

/** Positional attention with a memory of all facts. */
export const POSITIONAL: SampleLearner = {
  id: 'positional attention',
  stored: (table) => table,
  train: trainPositional,
  alike: true,
};

/** The learner of C1: positional attention with a memory of the facts that occur in fine-tuning. */
export const SEEN_FACTS: SampleLearner = {
  id: 'seen-facts-memory',
  stored: seenFacts,
  train: trainPositional,
  alike: false, // its relations are not bijections
};

/** Attention by content and position. */
export const FULL_ATTENTION: SampleLearner = {
  id: 'full attention',
  stored: (table) => table,
  train(engine, prompts) {
    const { rows } = trainFullAttention(engine, prompts);
    return (reader, prompt) => decodeAttending(reader, prompt, (tokens, step) => rows[step].attend(tokens));
  },
  alike: false, // it looks at the tokens themselves
};

function trainPositional(engine: Engine, prompts: PromptBatch): Answerer {
  const { theta } = fineTune(engine.compile(prompts), initialTheta(prompts.pairs));
  const attention = { relation: softmax(theta.relation), answer: softmax(theta.answer) }; // (T) each
  return (reader, prompt) => decodeAttending(reader, prompt, (_, step) => attention[step]);
}

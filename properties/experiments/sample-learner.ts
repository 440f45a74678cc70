import { decodeAttending, type Decoding } from '../../src/engine/decode.js';
import type { Engine } from '../../src/engine/engine.js';
import { softmax } from '../../src/model/attention.js';
import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import type { Prompt, PromptBatch } from '../../src/task/prompt.js';
import { seenFacts } from '../../src/task/tables/seen-facts.js';
import { fineTune, initialTheta } from '../../src/training/fine-tuning.js';
import { trainFullAttention } from '../../src/training/full-attention.js';

/** What was learned, as far as it does not depend on the table: how a prompt is answered. */
export type Answerer = (engine: Engine, prompt: Prompt) => Decoding;

/** What is fine-tuned, and on which memory: what the sample-complexity claims ask for n* of. */
export interface SampleLearner {
  readonly id: string;
  /** What the memory stores of a table. */
  stored(table: KnowledgeBase, prompts: PromptBatch): KnowledgeBase;
  train(engine: Engine, prompts: PromptBatch): Answerer;
  /** True where prompts of equal coincidences teach the same and are answered alike: see `Coincidences`. */
  readonly alike: boolean;
}

/** Positional attention before a memory of all facts. */
export const POSITIONAL: SampleLearner = {
  id: 'positional attention',
  stored: (table) => table,
  train: trainPositional,
  alike: true,
};

/** The control: a memory that stores only the facts that occur in fine-tuning. */
export const SEEN_FACTS: SampleLearner = {
  id: 'seen-facts-memory',
  stored: seenFacts,
  train: trainPositional,
  alike: false, // its relations are no bijections
};

/** Attention of content and position. */
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
  const attention = { relation: softmax(theta.relation), answer: softmax(theta.answer) };
  return (reader, prompt) => decodeAttending(reader, prompt, (_, step) => attention[step]);
}

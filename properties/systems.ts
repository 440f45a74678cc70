import { permuteAnswers } from '../src/task/permute-answers.js';
import type { KnowledgeBase } from '../src/task/knowledge-base.js';
import type { OpenEngine } from '../src/engine/engine.js';
import type { TransformerConfig } from '../src/model/transformer.js';
import type { FineTuningConfig } from '../src/training/fine-tuning.js';

/** A model and a trainer that claims are held to: the reference, or one that is broken on purpose. */
export interface System {
  readonly id: string;
  readonly open: OpenEngine;
  /** What the memory stores in place of the table; the table itself where nothing is broken. */
  readonly stored?: (table: KnowledgeBase) => KnowledgeBase;
  /** Changes to the model as a claim would build it. */
  readonly transformer: TransformerConfig;
  /** Changes to the training as a claim would run it. */
  readonly training: FineTuningConfig;
}

/** Nothing broken. */
export function referenceSystem(open: OpenEngine): System {
  return { id: 'reference', open, transformer: {}, training: {} };
}

/** σ(h) = h: on attention, which is never negative, that is power 1 without bias. */
export function linearMemory(open: OpenEngine): System {
  return { id: 'linear-memory', open, transformer: { power: 1, bias: 0 }, training: {} };
}

/** The memory stores some answers with others of the same table. */
export function permutedAnswers(open: OpenEngine): System {
  return { id: 'permuted-answers', open, transformer: {}, training: {}, stored: permuteAnswers };
}

/** One row is not trained. */
export function frozenRow(open: OpenEngine, frozen: 'relation' | 'answer'): System {
  return { id: `${frozen}-row-frozen`, open, transformer: {}, training: { frozen } };
}

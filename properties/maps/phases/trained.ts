import { accuracyOf } from '../../../src/analysis/accuracy.js';
import { attentionPattern, type AttentionPattern } from '../../../src/analysis/attention-pattern.js';
import type { OpenEngine } from '../../../src/engine/engine.js';
import { buildTransformer, type TransformerConfig } from '../../../src/model/transformer.js';
import { RandomStream } from '../../../src/random/random-stream.js';
import { drawPrompts } from '../../../src/task/draw-prompts.js';
import type { KnowledgeBase } from '../../../src/task/knowledge-base.js';
import { fineTune, initialTheta } from '../../../src/training/fine-tuning.js';

// k pairs, n prompts.

/** Fresh prompts that accuracy is measured on in a picture: of a mean over draws, where a claim asks 1,000 of each draw. */
export const FRESH_PROMPTS = 250;

/** What a default fine-tuning run ends in. */
export interface Ended extends AttentionPattern {
  readonly accuracy: number;
}

/** Fine-tunes from uniform attention, 200 steps at η = 0.3, on n prompts of the law of spec/model.md §2. */
export function train(
  open: OpenEngine,
  table: KnowledgeBase,
  config: TransformerConfig,
  { pairs, count }: { readonly pairs: number; readonly count: number },
  seed: number,
): Ended {
  const engine = open(buildTransformer(table, config));
  const prompts = drawPrompts(table, pairs, count, RandomStream.of(seed, 'prompts'));
  const { snapshots, theta } = fineTune(engine.compile(prompts), initialTheta(pairs));
  const fresh = drawPrompts(table, pairs, FRESH_PROMPTS, RandomStream.of(seed, 'fresh'));
  return {
    ...attentionPattern(snapshots[snapshots.length - 1].attention),
    accuracy: accuracyOf(engine, theta, fresh).rate,
  };
}

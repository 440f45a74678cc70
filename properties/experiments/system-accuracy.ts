import type { Engine } from '../../src/engine/engine.js';
import { accuracyOf, fullAttentionAccuracy } from '../../src/analysis/accuracy.js';
import { emit } from '../../src/model/decoding.js';
import type { Logits } from '../../src/model/logits.js';
import { stepTarget, type Step } from '../../src/model/step.js';
import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import type { Prompt, PromptBatch } from '../../src/task/prompt.js';
import type { PerStep } from '../../src/training/fine-tuning.js';
import { teacherForced, type FullAttentionRow } from '../../src/training/full-attention.js';
import { presentedTo, type TokenMargin, type System } from '../systems/system.js';

/** The share of fresh prompts for which a system emits both right tokens at θ (T per step), by its own prompts and decoding. */
export function systemAccuracy(system: System, engine: Engine, theta: PerStep<Float64Array>, fresh: PromptBatch): number {
  const asked = presentedTo(system, fresh);
  return system.tokenMargin === undefined
    ? accuracyOf(engine, theta, asked).rate
    : shareCorrect(system.tokenMargin, engine.model.knowledge, asked, (prompt, step, fed) =>
        engine.logits(prompt, theta[step], fed),
      );
}

/** The share of fresh prompts for which a system with full attention emits both right tokens, by its own prompts and decoding. */
export function fullAttentionSystemAccuracy(
  system: System,
  engine: Engine,
  rows: PerStep<FullAttentionRow>,
  fresh: PromptBatch,
): number {
  const asked = presentedTo(system, fresh);
  if (system.tokenMargin === undefined) return fullAttentionAccuracy(engine, rows, asked).rate;
  return shareCorrect(system.tokenMargin, engine.model.knowledge, asked, (prompt, step, fed) => {
    const tokens = teacherForced(engine, prompt, step);
    if (fed !== undefined) tokens[tokens.length - 1] = fed;
    return engine.read({ tokens, weights: rows[step].attend(tokens) });
  });
}

/** Free-running: the answer step is fed the true relation if the relation step has a positive margin, and otherwise the token it emits. */
function shareCorrect(
  tokenMargin: TokenMargin,
  knowledge: KnowledgeBase,
  { prompts }: PromptBatch,
  read: (prompt: Prompt, step: Step, fed?: number) => Logits,
): number {
  const isRight = (prompt: Prompt) => {
    const relation = read(prompt, 'relation');
    const relationTarget = stepTarget(knowledge, prompt, 'relation');
    const inferred = tokenMargin(relation, relationTarget, 'relation') > 0;
    const answer = read(prompt, 'answer', inferred ? relationTarget : emit(relation).token);
    return inferred && tokenMargin(answer, stepTarget(knowledge, prompt, 'answer'), 'answer') > 0;
  };
  return prompts.filter(isRight).length / prompts.length;
}

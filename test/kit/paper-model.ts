import type * as Paper from '../../examples/paper.js';
import type { Transformer } from '../../src/model/transformer.js';
import { factsOf, type KnowledgeBase } from '../../src/task/knowledge-base.js';
import type { Prompt } from '../../src/task/prompt.js';

// examples/paper.ts shares no code with src/, so that the engines have something to be wrong against. Tokens are numbered here
// once more for the same reason (spec/model.md §3).

/** A transformer, as examples/paper.ts takes it. */
export function paperModel({ knowledge, activation, beta }: Transformer): Paper.Model {
  const { subjects: S, relations: R, answers: A } = knowledge;
  const facts = Array.from(factsOf(knowledge), ([s, r, a]): Paper.Fact => [s, S + r, S + R + a]);
  return { V: S + R + A, facts, power: activation.power, bias: activation.bias, beta };
}

/** A prompt, as examples/paper.ts takes it. */
export function paperPrompt({ subjects: S, relations: R }: KnowledgeBase, prompt: Prompt): Paper.Prompt {
  const z = [...prompt.context.flatMap(([s, a]) => [s, S + R + a]), prompt.query];
  return { z, r: S + prompt.relation, a: S + R + prompt.answer };
}

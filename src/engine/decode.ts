import { emit, type Emission } from '../model/decoding.js';
import { stepTokens, type Step } from '../model/step.js';
import { answerToken, relationToken } from '../model/vocabulary.js';
import type { Prompt, Question } from '../task/prompt.js';
import type { Engine } from './engine.js';

/** The model's response to a prompt, free-running: the answer step is fed whatever the relation step emitted. */
export interface Decoding {
  readonly relation: Emission;
  readonly answer: Emission;
}

/**
 * Decodes a prompt free-running (spec/model.md §2).
 *
 * @param theta1 - attention logits of the relation step (2k + 1)
 * @param theta2 - attention logits of the answer step (2k + 2)
 */
export function decode(engine: Engine, prompt: Question, theta1: Float64Array, theta2: Float64Array): Decoding {
  const relation = emit(engine.logits(prompt, theta1));
  const answer = emit(engine.logits(prompt, theta2, relation.token));
  return { relation, answer };
}

/**
 * Decodes a prompt free-running with attention that depends on the tokens.
 *
 * @param attend - the attention p (T) over the tokens (T) of a step
 */
export function decodeAttending(
  engine: Engine,
  prompt: Question,
  attend: (tokens: Int32Array, step: Step) => Float64Array,
): Decoding {
  const read = (step: Step, tokens: Int32Array) => emit(engine.read({ tokens, weights: attend(tokens, step) }));
  const relation = read('relation', stepTokens(engine.model.knowledge, prompt));
  const answer = read('answer', stepTokens(engine.model.knowledge, prompt, relation.token));
  return { relation, answer };
}

/** True when both steps have a top token, and it is the target (spec/model.md §2). */
export function isCorrect(engine: Engine, prompt: Prompt, decoding: Decoding): boolean {
  const { knowledge } = engine.model;
  return (
    decoding.relation.kind === 'top' &&
    decoding.relation.token === relationToken(knowledge, prompt.relation) &&
    decoding.answer.kind === 'top' &&
    decoding.answer.token === answerToken(knowledge, prompt.answer)
  );
}

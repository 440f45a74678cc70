import { SOFTMAX, type AttentionRule } from '../../model/attention.js';
import type { Logits } from '../../model/logits.js';
import { checkTheta, type Step } from '../../model/step.js';
import type { Transformer } from '../../model/transformer.js';
import type { PromptBatch, Question } from '../../task/prompt.js';
import type { CompiledBatch, Engine, Mixture, StepGradient } from '../engine.js';
import { stepMixture } from '../step-mixture.js';
import { compileStep } from './compile-step.js';
import { LossGradient } from './loss-gradient.js';
import { readMemory } from './read-memory.js';

/** Evaluates the counts of spec/model.md §6 in float64, for every p ≥ 1 and b ≥ 0, partial and many-to-one tables included. */
export class SparseEngine implements Engine {
  readonly name = 'sparse';
  readonly precision = 'float64';

  constructor(readonly model: Transformer) {}

  read(mixture: Mixture): Logits {
    return readMemory(this.model, mixture);
  }

  logits(prompt: Question, theta: Float64Array, fed?: number): Logits {
    return this.read(stepMixture(this.model.knowledge, prompt, theta, fed));
  }

  compile(batch: PromptBatch, rule: AttentionRule = SOFTMAX): CompiledBatch {
    return new CompiledPrompts(this.model, batch, rule);
  }
}

class CompiledPrompts implements CompiledBatch {
  readonly size: number;
  private readonly steps: Partial<Record<Step, LossGradient>> = {};

  constructor(
    private readonly model: Transformer,
    private readonly batch: PromptBatch,
    private readonly rule: AttentionRule,
  ) {
    this.size = batch.prompts.length;
  }

  gradient(step: Step, theta: Float64Array): StepGradient {
    checkTheta(theta, step, this.batch.pairs);
    this.steps[step] ??= new LossGradient(this.model, compileStep(this.model.knowledge, this.batch, step), this.size, this.rule);
    return this.steps[step].at(theta);
  }
}

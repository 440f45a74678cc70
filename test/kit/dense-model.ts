import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import { factsOf } from '../../src/task/knowledge-base.js';
import type { Prompt } from '../../src/task/prompt.js';

/**
 * The model once more, densely and straight from spec/model.md §3 and §4: V-vectors, two hidden units per triplet, no counts.
 * It shares no code with src/, so that the sparse engine has something to be wrong against.
 */
export class DenseModel {
  private readonly size: number;

  constructor(
    private readonly knowledge: KnowledgeBase,
    private readonly power: number,
    private readonly bias: number,
    private readonly beta: number,
  ) {
    this.size = knowledge.subjects + knowledge.relations + knowledge.answers;
  }

  tokens(prompt: Prompt, fed?: number): number[] {
    const past = this.knowledge.subjects + this.knowledge.relations;
    const z = [...prompt.context.flatMap(([s, a]) => [s, past + a]), prompt.query];
    return fed === undefined ? z : [...z, fed];
  }

  logits(x: readonly number[]): number[] {
    const { subjects: S, relations: R } = this.knowledge;
    const out = Array.from({ length: this.size }, () => 0);
    for (const [s, r, a] of factsOf(this.knowledge)) {
      out[S + r] += this.beta * Math.max(x[s] + x[S + R + a] - this.bias, 0) ** this.power;
      out[S + R + a] += this.beta * Math.max(x[s] + x[S + r] - this.bias, 0) ** this.power;
    }
    return out;
  }

  stepLogits(prompt: Prompt, theta: readonly number[], fed?: number): number[] {
    const p = this.attention(theta);
    const x = Array.from({ length: this.size }, () => 0);
    this.tokens(prompt, fed).forEach((token, t) => (x[token] += p[t]));
    return this.logits(x);
  }

  attention(theta: readonly number[]): number[] {
    const total = theta.reduce((sum, logit) => sum + Math.exp(logit), 0);
    return theta.map((logit) => Math.exp(logit) / total);
  }

  /** Mean loss over the prompts at one step, teacher forced. */
  loss(prompts: readonly Prompt[], theta: readonly number[], step: 'relation' | 'answer'): number {
    const { subjects: S, relations: R } = this.knowledge;
    const losses = prompts.map((prompt) => {
      const logits = step === 'relation' ? this.stepLogits(prompt, theta) : this.stepLogits(prompt, theta, S + prompt.relation);
      const target = step === 'relation' ? S + prompt.relation : S + R + prompt.answer;
      const largest = Math.max(...logits);
      return largest + Math.log(logits.reduce((sum, l) => sum + Math.exp(l - largest), 0)) - logits[target];
    });
    return losses.reduce((sum, loss) => sum + loss, 0) / prompts.length;
  }
}

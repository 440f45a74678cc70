import type { AttentionRule } from '../../model/attention.js';
import { activate, activationSlope } from '../../model/memory.js';
import type { Transformer } from '../../model/transformer.js';
import type { StepGradient } from '../engine.js';
import type { CompiledStep } from './compile-step.js';

/** Loss and gradient of one step of a batch. Its buffers are allocated once, since training evaluates it some hundreds of times. */
export class LossGradient {
  private readonly inputs: Float64Array; // h by unit
  private readonly fired: Float64Array; // σ(h) by unit
  private readonly unitGradient: Float64Array; // d loss / dσ(h) by unit
  private readonly logits: Float64Array; // ℓ by row
  private readonly shares: Float64Array; // e^{ℓ − largest ℓ} by row
  private readonly rowGradient: Float64Array; // by row: Σ over prompts of d loss / dℓ, times the number of tokens with that logit
  private readonly upstream: Float64Array; // g (T)

  constructor(
    private readonly model: Transformer,
    private readonly compiled: CompiledStep,
    private readonly prompts: number,
    private readonly rule: AttentionRule,
  ) {
    const units = compiled.unitStarts.length - 1;
    const rows = compiled.rowStarts.length - 1;
    this.inputs = new Float64Array(units);
    this.fired = new Float64Array(units);
    this.unitGradient = new Float64Array(units);
    this.logits = new Float64Array(rows);
    this.shares = new Float64Array(rows);
    this.rowGradient = new Float64Array(rows);
    this.upstream = new Float64Array(compiled.length);
  }

  /** Mean cross-entropy and d loss / dθ (T), by the chain θ → p → h (units) → ℓ (rows) → loss (classes of prompts) and back. */
  at(theta: Float64Array): StepGradient {
    const { inputs, fired, logits, shares, rowGradient, unitGradient, upstream, prompts, rule } = this;
    const { activation, beta } = this.model;
    const { unitStarts, unitPositions, rowStarts, termUnits, termCounts } = this.compiled;
    const attention = rule.attend(theta); // p (T)
    const units = inputs.length;
    for (let unit = 0; unit < units; unit++) {
      let sum = 0;
      for (let i = unitStarts[unit]; i < unitStarts[unit + 1]; i++) sum += attention[unitPositions[i]];
      inputs[unit] = sum;
      fired[unit] = activate(activation, sum);
    }

    const rows = logits.length;
    for (let row = 0; row < rows; row++) {
      let sum = 0;
      for (let i = rowStarts[row]; i < rowStarts[row + 1]; i++) sum += termCounts[i] * fired[termUnits[i]];
      logits[row] = beta * sum;
    }

    rowGradient.fill(0);
    const loss = crossEntropy(this.compiled, logits, shares, rowGradient);

    unitGradient.fill(0);
    for (let row = 0; row < rows; row++) {
      const weight = (beta / prompts) * rowGradient[row];
      for (let i = rowStarts[row]; i < rowStarts[row + 1]; i++) unitGradient[termUnits[i]] += weight * termCounts[i];
    }
    upstream.fill(0);
    for (let unit = 0; unit < units; unit++) {
      const slope = unitGradient[unit] * activationSlope(activation, inputs[unit]);
      for (let i = unitStarts[unit]; i < unitStarts[unit + 1]; i++) upstream[unitPositions[i]] += slope;
    }
    return { loss: loss / prompts, gradient: rule.backward(attention, upstream) };
  }
}

/**
 * How far the largest logit of a prompt may lie below the largest of its batch if the prompt is to use the batch's exponentials.
 * A term matters down to e⁻⁴⁰ of the prompt's largest; e^{−600−40} ≈ 10⁻²⁷⁸ is still a normal float64, with all its digits.
 */
const SHARED_RANGE = 600;

/**
 * The sum of the prompts' cross-entropies. Adds d loss / dℓ to `rowGradient`.
 *
 * A prompt's loss is computed as log(1 + Σ_{v ≠ target} e^{ℓ_v − ℓ_target}), from the tokens other than the target, so that a loss
 * far below 10⁻¹⁶ and its gradient keep their digits. The exponentials are taken once per row, into `shares`, relative to the
 * largest logit of the batch.
 */
function crossEntropy(compiled: CompiledStep, logits: Float64Array, shares: Float64Array, rowGradient: Float64Array): number {
  const { classStarts, classRows, classTokens, classPrompts } = compiled;
  let top = -Infinity;
  for (let row = 0; row < logits.length; row++) if (logits[row] > top) top = logits[row];
  for (let row = 0; row < logits.length; row++) shares[row] = Math.exp(logits[row] - top);

  let loss = 0;
  for (let group = 0; group < classPrompts.length; group++) {
    const start = classStarts[group]; // the target's row
    const end = classStarts[group + 1];
    const own = logits[classRows[start]];
    let largest = own;
    for (let i = start + 1; i < end; i++) if (logits[classRows[i]] > largest) largest = logits[classRows[i]];
    // Powers e^{ℓ − reference} of the class's rows: those of the batch, or its own where the batch's would underflow.
    let reference = top;
    let powers = shares;
    if (top - largest > SHARED_RANGE) {
      reference = largest;
      powers = logits.map((logit) => Math.exp(Math.min(0, logit - largest)));
    }
    const ownShare = powers[classRows[start]];
    let others = (classTokens[start] - 1) * ownShare; // Σ over v ≠ target
    for (let i = start + 1; i < end; i++) others += classTokens[i] * powers[classRows[i]];

    const scale = classPrompts[group] / (ownShare + others);
    for (let i = start + 1; i < end; i++) rowGradient[classRows[i]] += scale * classTokens[i] * powers[classRows[i]];
    // The target's row: q_v for each of the tokens − 1 others with its logit, and q_target − 1 = −others / (own + others) for
    // itself.
    rowGradient[classRows[start]] += scale * ((classTokens[start] - 1) * ownShare - others);
    loss += classPrompts[group] * (own === largest ? Math.log1p(others / ownShare) : reference - own + Math.log(ownShare + others));
  }
  return loss;
}

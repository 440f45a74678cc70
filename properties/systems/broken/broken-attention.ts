import { EmbeddedEngine } from '../../../src/engine/embedded/embedded-engine.js';
import type { Engine } from '../../../src/engine/engine.js';
import { MlpEngine } from '../../../src/engine/mlp/mlp-engine.js';
import { SparseEngine } from '../../../src/engine/sparse/sparse-engine.js';
import { softmax, softmaxBackward, type AttentionRule } from '../../../src/model/attention.js';
import { checkTheta, stepTokens } from '../../../src/model/step.js';
import type { Transformer } from '../../../src/model/transformer.js';
import { CONTENT_BLOCKS } from '../../../src/training/full-attention.js';
import { withChange, type System } from '../system.js';
import type { BrokenModel } from './broken-model.js';

// T positions of a step. θ, weights w and slopes g = d loss / dw have length T.

/** w = θ. */
const RAW: AttentionRule = { attend: (theta) => theta, backward: (_, slopes) => slopes };

/** w = exp θ. */
const EXPONENTIAL: AttentionRule = {
  attend: (theta) => theta.map((logit) => Math.exp(logit)),
  backward: (weights, slopes) => weights.map((weight, t) => weight * slopes[t]),
};

/** w = softmax(θ) over all positions but the last. */
const STRICTLY_CAUSAL: AttentionRule = {
  attend: (theta) => Float64Array.of(...softmax(theta.subarray(0, theta.length - 1)), 0),
  backward: (weights, slopes) => softmaxBackward(weights, slopes), // the last weight is 0, and so is its slope
};

/** A system that attends by another rule, in training and afterwards. */
function withRule(system: System, id: string, rule: AttentionRule): System {
  return withChange(system, id, { open: (model, seed) => attendingBy(system.open(model, seed), model, rule) });
}

function attendingBy(engine: Engine, model: Transformer, rule: AttentionRule): Engine {
  const { knowledge } = engine.model;
  return {
    name: engine.name,
    precision: engine.precision,
    model: engine.model,
    read: (mixture) => engine.read(mixture),
    logits(prompt, theta, fed) {
      checkTheta(theta, fed === undefined ? 'relation' : 'answer', prompt.context.length);
      return engine.read({ tokens: stepTokens(knowledge, prompt, fed), weights: rule.attend(theta) });
    },
    compile: (batch) => withSlopesFor(engine, model).compile(batch, rule),
  };
}

/** An engine of the same memory that has slopes for any attention rule. The dense engines of a constructed memory have them for softmax only. */
function withSlopesFor(engine: Engine, model: Transformer): SparseEngine | EmbeddedEngine | MlpEngine {
  if (engine instanceof SparseEngine || engine instanceof EmbeddedEngine || engine instanceof MlpEngine) return engine;
  return new SparseEngine(model);
}

/** C2: attention sees tokens, but not the positions of keys. */
function contentOnly(system: System): System {
  return withChange(system, 'content-only-attention', { blocks: CONTENT_BLOCKS });
}

export const BROKEN_ATTENTION: readonly BrokenModel[] = [
  {
    id: 'content-only-attention',
    control: 'C2',
    broken: 'attention sees tokens and never where a key stands (position–token and token–token blocks alone)',
    touches: 'full attention',
    breaks: contentOnly,
  },
  {
    id: 'softmax-left-out',
    control: null,
    broken: 'the softmax is left out: θ itself weighs the tokens, so that at θ = 0 nothing is read and nothing is learned',
    touches: 'attention',
    breaks: (system) => withRule(system, 'softmax-left-out', RAW),
  },
  {
    id: 'attention-not-normalised',
    control: null,
    broken: 'the softmax does not divide by its sum: tokens are weighed by exp θ',
    touches: 'attention',
    breaks: (system) => withRule(system, 'attention-not-normalised', EXPONENTIAL),
  },
  {
    id: 'strictly-causal-mask',
    control: null,
    broken: 'a causal mask is off by one: the last position does not read itself',
    touches: 'attention',
    breaks: (system) => withRule(system, 'strictly-causal-mask', STRICTLY_CAUSAL),
  },
];

import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import type { PromptBatch } from '../../src/task/prompt.js';
import { seenFacts } from '../../src/task/tables/seen-facts.js';
import type { Engine, OpenEngine, StepGradient } from '../../src/engine/engine.js';
import { MlpEngine } from '../../src/engine/mlp/mlp-engine.js';
import { marginOf } from '../../src/model/decoding.js';
import type { Logits } from '../../src/model/logits.js';
import type { Step } from '../../src/model/step.js';
import { buildTransformer, type Transformer, type TransformerConfig } from '../../src/model/transformer.js';
import type { FineTuningConfig } from '../../src/training/fine-tuning.js';
import type { AttentionBlock } from '../../src/training/full-attention.js';
import type { Pretrainer } from '../../src/training/pretraining.js';

/** A model and a trainer that claims are held to: the reference, or one that is broken on purpose. */
export interface System {
  readonly id: string;
  /** @param seed - the seed of the case, for what the system draws */
  open(model: Transformer, seed: number): Engine;
  /** True if the system draws something. An encoded case then has a seed. */
  readonly draws?: true;
  /** What the memory stores instead of the table. */
  readonly stored?: (table: KnowledgeBase) => KnowledgeBase;
  /** True if the memory stores only the facts in the prompts of fine-tuning. Without fine-tuning it stores all facts. */
  readonly storesSeenFactsOnly?: true;
  /** What the model reads instead of the prompts, in training and afterwards. */
  readonly presented?: (prompts: PromptBatch) => PromptBatch;
  /** What the trainer reads instead of the prompts. */
  readonly shown?: (prompts: PromptBatch) => PromptBatch;
  /** How a token's margin follows from a step's logits; `marginOf` by default. */
  readonly tokenMargin?: TokenMargin;
  /** The blocks of full attention that are trained; all by default. */
  readonly blocks?: readonly AttentionBlock[];
  /** Overrides of the model that a claim builds. */
  readonly transformer: TransformerConfig;
  /** Overrides of the training that a claim runs. */
  readonly training: FineTuningConfig;
}

/** The signed margin of a token at a step, positive if the step counts as emitting the token. */
export type TokenMargin = (logits: Logits, token: number, step: Step) => number;

/** The seed of systems that draw nothing. */
export const NO_DRAW = 0;

const REFERENCE = 'reference';

/** The system in which nothing is broken. */
export function referenceSystem(open: OpenEngine): System {
  return { id: REFERENCE, open, transformer: {}, training: {} };
}

/** A copy of a system that is trained for `steps` steps. */
export function withSteps(system: System, steps: number): System {
  return { ...system, training: { ...system.training, steps } };
}

/** What may be other in a system. */
export type SystemChanges = Partial<Omit<System, 'id'>>;

/** A copy of a system with some changes. `id` names the change; the copy of any system but the reference is called "<id> of <system>". */
export function withChange(system: System, id: string, changes: SystemChanges): System {
  return { ...system, ...changes, id: system.id === REFERENCE ? id : `${id} of ${system.id}` };
}

/**
 * What a system's memory stores for a case's table.
 *
 * @param prompts - the prompts of fine-tuning; null without fine-tuning
 */
export function storedBy(
  { storesSeenFactsOnly, stored }: System,
  table: KnowledgeBase,
  prompts: PromptBatch | null = null,
): KnowledgeBase {
  const facts = storesSeenFactsOnly === true && prompts !== null ? seenFacts(table, prompts) : table;
  return stored?.(facts) ?? facts;
}

/**
 * Opens a system on a table.
 *
 * @param prompts - the prompts of fine-tuning; null without fine-tuning
 * @param seed - the seed of the case, for what the system draws
 */
export function openOn(
  system: System,
  {
    table,
    prompts = null,
    seed = NO_DRAW,
  }: { readonly table: KnowledgeBase; readonly prompts?: PromptBatch | null; readonly seed?: number },
): Engine {
  return system.open(buildTransformer(storedBy(system, table, prompts), system.transformer), seed);
}

/** What a system's trainer reads for the prompts of a case. */
export function shownTo(system: System, prompts: PromptBatch): PromptBatch {
  const given = presentedTo(system, prompts);
  return system.shown?.(given) ?? given;
}

/** What a system's model reads for the prompts of a case. */
export function presentedTo({ presented }: System, prompts: PromptBatch): PromptBatch {
  return presented?.(prompts) ?? prompts;
}

export function tokenMarginOf({ tokenMargin }: System): TokenMargin {
  return tokenMargin ?? marginOf;
}

/** Changes the gradient of a step at θ (T), a mean over n = `prompts` prompts. */
export type GradientChange = (gradient: StepGradient, step: Step, theta: Float64Array, prompts: number) => StepGradient;

/**
 * An engine that reads as before, but whose gradients are changed on their way to the trainer.
 *
 * @param changeOf - makes a change for one compiled batch, which may have state of its own
 */
export function withGradients(engine: Engine, changeOf: () => GradientChange): Engine {
  return {
    name: engine.name,
    precision: engine.precision,
    model: engine.model,
    read: (mixture) => engine.read(mixture),
    logits: (...words) => engine.logits(...words),
    compile: (batch) => {
      const compiled = engine.compile(batch);
      const change = changeOf();
      return { size: compiled.size, gradient: (step, theta) => change(compiled.gradient(step, theta), step, theta, compiled.size) };
    },
  };
}

/** A system whose memory is an MLP of `width` hidden units, pretrained on the case's table. */
export function pretrainedMemory(pretrain: Pretrainer['pretrain'], width: number): System {
  return {
    id: 'pretrained-memory',
    draws: true,
    open: ({ knowledge }, seed) => new MlpEngine(knowledge, pretrain(knowledge, { width, seed }).memory),
    transformer: {},
    training: {},
  };
}

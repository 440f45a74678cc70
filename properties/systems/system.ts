import type { KnowledgeBase } from '../../src/task/knowledge-base.js';
import type { PromptBatch } from '../../src/task/prompt.js';
import { seenFacts } from '../../src/task/tables/seen-facts.js';
import type { Engine, OpenEngine, StepGradient } from '../../src/engine/engine.js';
import { MlpEngine } from '../../src/engine/mlp/mlp-engine.js';
import { marginOf } from '../../src/model/decoding.js';
import type { Logits } from '../../src/model/logits.js';
import type { Step } from '../../src/model/step.js';
import type { Transformer, TransformerConfig } from '../../src/model/transformer.js';
import type { FineTuningConfig } from '../../src/training/fine-tuning.js';
import type { AttentionBlock } from '../../src/training/full-attention.js';
import type { Pretrainer } from '../../src/training/pretraining.js';

/** A model and a trainer that claims are held to: the reference, or one that is broken on purpose. */
export interface System {
  readonly id: string;
  /** The engine of a model; `seed`, the case's own, decides what is drawn to build it. */
  open(model: Transformer, seed: number): Engine;
  /** True where something is drawn: a case by value then says its seed. */
  readonly draws?: true;
  /** What the memory stores in place of the table; the table itself where nothing is broken. */
  readonly stored?: (table: KnowledgeBase) => KnowledgeBase;
  /** True where the memory stores no fact but those that the prompts of fine-tuning show; all of them where nothing is fine-tuned. */
  readonly remembersSeen?: true;
  /** What the model is given in place of the prompts, in training and when it is asked; the prompts themselves where nothing is broken. */
  readonly presented?: (prompts: PromptBatch) => PromptBatch;
  /** What the trainer is shown in place of the prompts; the prompts themselves where nothing is broken. */
  readonly shown?: (prompts: PromptBatch) => PromptBatch;
  /** How a step's token is told from its logits; by `marginOf` where nothing is broken. */
  readonly tokenMargin?: TokenMargin;
  /** The blocks of full attention that there are, where a claim trains it; all of them where nothing is broken. */
  readonly blocks?: readonly AttentionBlock[];
  /** Changes to the model as a claim would build it. */
  readonly transformer: TransformerConfig;
  /** Changes to the training as a claim would run it. */
  readonly training: FineTuningConfig;
}

/** The signed margin of a token at a step: positive where the step is taken to emit it. */
export type TokenMargin = (logits: Logits, token: number, step: Step) => number;

/** The seed of systems that draw nothing. */
export const NO_DRAW = 0;

const REFERENCE = 'reference';

/** Nothing broken. */
export function referenceSystem(open: OpenEngine): System {
  return { id: REFERENCE, open, transformer: {}, training: {} };
}

/** The same system, trained for another number of steps. */
export function withSteps(system: System, steps: number): System {
  return { ...system, training: { ...system.training, steps } };
}

/** The same system with something of it changed; the reference takes the change's name, another one keeps its own beside it. */
export function withChange(system: System, id: string, changes: Partial<Omit<System, 'id'>>): System {
  return { ...system, ...changes, id: system.id === REFERENCE ? id : `${id} of ${system.id}` };
}

/**
 * What a system's memory stores of a case's table.
 *
 * @param prompts - those of fine-tuning; null where nothing is fine-tuned
 */
export function storedBy(
  { remembersSeen, stored }: System,
  table: KnowledgeBase,
  prompts: PromptBatch | null = null,
): KnowledgeBase {
  const kept = remembersSeen === true && prompts !== null ? seenFacts(table, prompts) : table;
  return stored?.(kept) ?? kept;
}

/** What a system is trained on where a case has these prompts. */
export function shownTo(system: System, prompts: PromptBatch): PromptBatch {
  const given = presentedTo(system, prompts);
  return system.shown?.(given) ?? given;
}

/** What a system is asked where a case has these prompts. */
export function presentedTo({ presented }: System, prompts: PromptBatch): PromptBatch {
  return presented?.(prompts) ?? prompts;
}

/** How a system tells a step's token from its logits. */
export function tokenMarginOf({ tokenMargin }: System): TokenMargin {
  return tokenMargin ?? marginOf;
}

/** What becomes of a gradient of a step at θ (T), the mean over n prompts. */
export type GradientChange = (gradient: StepGradient, step: Step, theta: Float64Array, prompts: number) => StepGradient;

/** An engine whose gradients are changed on the way to the trainer, and which reads as before; `changeOf` makes the change of a batch. */
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

/** The memory is an MLP of a width, pretrained on the case's table. */
export function pretrainedMemory(pretrain: Pretrainer['pretrain'], width: number): System {
  return {
    id: 'pretrained-memory',
    draws: true,
    open: ({ knowledge }, seed) => new MlpEngine(knowledge, pretrain(knowledge, { width, seed }).memory),
    transformer: {},
    training: {},
  };
}

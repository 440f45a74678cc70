import { permuteAnswers } from '../src/task/permute-answers.js';
import type { KnowledgeBase } from '../src/task/knowledge-base.js';
import { batchOf, type PromptBatch } from '../src/task/prompt.js';
import { EmbeddedEngine } from '../src/engine/embedded/embedded-engine.js';
import type { Engine, OpenEngine, StepGradient } from '../src/engine/engine.js';
import { MlpEngine } from '../src/engine/mlp/mlp-engine.js';
import { drawEmbeddings } from '../src/model/embeddings.js';
import type { Step } from '../src/model/step.js';
import type { Transformer, TransformerConfig } from '../src/model/transformer.js';
import { vocabularySize } from '../src/model/vocabulary.js';
import { RandomStream } from '../src/random/random-stream.js';
import type { FineTuningConfig } from '../src/training/fine-tuning.js';
import type { Pretrainer } from '../src/training/pretraining.js';

/** A model and a trainer that claims are held to: the reference, or one that is broken on purpose. */
export interface System {
  readonly id: string;
  /** The engine of a model; `seed`, the case's own, decides what is drawn to build it. */
  open(model: Transformer, seed: number): Engine;
  /** True where something is drawn: a case by value then says its seed. */
  readonly draws?: true;
  /** What the memory stores in place of the table; the table itself where nothing is broken. */
  readonly stored?: (table: KnowledgeBase) => KnowledgeBase;
  /** What the trainer is shown in place of the prompts; the prompts themselves where nothing is broken. */
  readonly shown?: (prompts: PromptBatch) => PromptBatch;
  /** Changes to the model as a claim would build it. */
  readonly transformer: TransformerConfig;
  /** Changes to the training as a claim would run it. */
  readonly training: FineTuningConfig;
}

/** The seed of systems that draw nothing. */
export const NO_DRAW = 0;

/** Nothing broken. */
export function referenceSystem(open: OpenEngine): System {
  return { id: 'reference', open, transformer: {}, training: {} };
}

/** The same system, trained for another number of steps. */
export function taking(system: System, steps: number): System {
  return { ...system, training: { ...system.training, steps } };
}

/** σ(h) = h: on attention, which is never negative, that is power 1 without bias. */
export function linearMemory(open: OpenEngine): System {
  return { id: 'linear-memory', open, transformer: { power: 1, bias: 0 }, training: {} };
}

/** The memory stores some answers with others of the same table. */
export function permutedAnswers(open: OpenEngine): System {
  return { id: 'permuted-answers', open, transformer: {}, training: {}, stored: permuteAnswers };
}

/** One row is not trained. */
export function frozenRow(open: OpenEngine, frozen: 'relation' | 'answer'): System {
  return { id: `${frozen}-row-frozen`, open, transformer: {}, training: { frozen } };
}

/** Every prompt is labelled with the relation of the one after it, the last with that of the first: right as often as two prompts share a relation. */
export function permutedLabels(open: OpenEngine): System {
  const shown = ({ prompts }: PromptBatch) =>
    batchOf(prompts.map((prompt, i) => ({ ...prompt, relation: prompts[(i + 1) % prompts.length].relation })));
  return { id: 'permuted-labels', open, transformer: {}, training: {}, shown };
}

/** Gradients have the wrong sign, so that training climbs. */
export function ascent(open: OpenEngine): System {
  return { id: 'ascent', open: (model) => withGradients(open(model), negate), transformer: {}, training: {} };
}

function negate({ loss, gradient }: StepGradient): StepGradient {
  return { loss, gradient: gradient.map((slope) => -slope) };
}

/** An engine whose gradients are changed on the way to the trainer, and which reads as before. */
export function withGradients(engine: Engine, change: (gradient: StepGradient, step: Step) => StepGradient): Engine {
  return {
    name: engine.name,
    precision: engine.precision,
    model: engine.model,
    read: (mixture) => engine.read(mixture),
    logits: (...words) => engine.logits(...words),
    compile: (batch) => {
      const compiled = engine.compile(batch);
      return { size: compiled.size, gradient: (step, theta) => change(compiled.gradient(step, theta), step) };
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

/** Embeddings are random unit vectors in the dimension that a rule gives. */
export function randomEmbeddings(id: string, dimensionOf: (model: Transformer) => number): System {
  return {
    id,
    draws: true,
    open: (model, seed) => {
      const size = vocabularySize(model.knowledge);
      return new EmbeddedEngine(model, drawEmbeddings(size, dimensionOf(model), RandomStream.of(seed, 'embeddings')));
    },
    transformer: {},
    training: {},
  };
}

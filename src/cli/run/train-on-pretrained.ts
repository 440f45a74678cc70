import { MlpEngine } from '../../engine/mlp/mlp-engine.js';
import { InputError, readingFrom } from '../../input-error.js';
import type { MlpActivation, MlpMemory } from '../../model/mlp-memory.js';
import type { KnowledgeBase } from '../../task/knowledge-base.js';
import { loadPretrainer } from '../../training/load-pretrainer.js';
import { loadMemory, saveMemory } from '../../training/memory-file.js';
import { prepareFolder } from '../../write-files.js';
import type { Progress } from '../terminal/progress.js';
import { printable } from '../terminal/text.js';
import { fineTuneOn, type TrainingRun, type TrainingSettings } from './training-run.js';
import type { TrainingTable } from './training-table.js';

/** Where a pretrained memory comes from: a folder, or pretraining, which may be saved. */
export interface PretrainedMemory {
  readonly width: number;
  readonly activation: MlpActivation;
  readonly save?: string;
  readonly load?: string;
}

/** Trains attention before a pretrained memory. */
export async function trainOnPretrained(
  { description, knowledge }: TrainingTable,
  wanted: PretrainedMemory,
  settings: TrainingSettings,
  progress: Progress,
): Promise<TrainingRun> {
  const pretrained =
    wanted.load === undefined
      ? await pretrainMemory(knowledge, wanted, settings.seed, progress)
      : await loadStoredMemory(knowledge, wanted.load);
  return {
    memory: pretrained.description,
    head: 'pretrained',
    ...readingFrom(description, () => fineTuneOn(new MlpEngine(knowledge, pretrained.memory), settings)),
  };
}

interface DescribedMemory {
  readonly memory: MlpMemory;
  readonly description: string;
}

async function loadStoredMemory(knowledge: KnowledgeBase, folder: string): Promise<DescribedMemory> {
  const memory = await loadMemory(folder, knowledge);
  return {
    memory,
    description: `pretrained ${memory.activation} memory of width ${memory.width}, loaded from ${printable(folder)}`,
  };
}

async function pretrainMemory(
  knowledge: KnowledgeBase,
  { width, activation, save }: PretrainedMemory,
  seed: bigint,
  progress: Progress,
): Promise<DescribedMemory> {
  const { backend, pretrain } = await loadPretrainer();
  if (save !== undefined) await prepareFolder(save, '--save');
  const pretrained = pretrain(knowledge, {
    width,
    activation,
    seed,
    onStep: (step, loss) => progress.state(`pretraining: step ${step}, loss ${loss.toPrecision(3)}`),
  });
  const { losses, recall, end } = pretrained;
  const steps = losses.length - 1;
  progress.line(
    `pretrained in ${steps} steps on the ${backend} backend: loss ${losses[steps].toPrecision(3)}, recall ${recall.toFixed(3)}`,
  );
  if (end.kind === 'diverged') {
    throw new InputError(
      `pretraining diverged: the loss is no longer a number at step ${end.step}`,
      'use another --width or --seed',
    );
  }
  if (recall < 1)
    progress.warn(`the memory recalls only ${recall.toFixed(3)} of the facts: what it does not know attention cannot retrieve`);
  if (save !== undefined) await saveMemory(pretrained.memory, knowledge, save);
  return {
    memory: pretrained.memory,
    description: `pretrained ${activation} memory of width ${width}, recall ${recall.toFixed(3)}`,
  };
}

import { SparseEngine } from '../../engine/sparse/sparse-engine.js';
import { readingFrom } from '../../input-error.js';
import { buildTransformer } from '../../model/transformer.js';
import { fineTuneOn, type TrainingRun, type TrainingSettings } from './training-run.js';
import type { TrainingTable } from './training-table.js';

/** What the constructed memory of a run is like; β is that of spec/model.md §3 where none is given. */
export interface ConstructedMemory {
  readonly power: number;
  readonly bias: number;
  readonly beta?: number;
}

/** Trains attention before a constructed memory. */
export function trainOnConstructed(
  { description, knowledge }: TrainingTable,
  memory: ConstructedMemory,
  settings: TrainingSettings,
): TrainingRun {
  return readingFrom(description, () => {
    const model = buildTransformer(knowledge, memory);
    const { power, bias } = memory;
    return {
      memory: `power ${power}, bias ${bias}, β = ${Number(model.beta.toPrecision(5))}`,
      head: `power ${power}`,
      ...fineTuneOn(new SparseEngine(model), settings),
    };
  });
}

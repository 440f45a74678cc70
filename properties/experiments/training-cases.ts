import { DEFAULT_ACTIVATION } from '../../src/model/memory.js';
import type { TransformerConfig } from '../../src/model/transformer.js';
import { INDEX_NAMING, type Naming } from '../../src/task/naming.js';
import { resolveFineTuning, type FineTuningConfig } from '../../src/training/fine-tuning.js';
import type { CaseCodec, Factor, Json } from '../../src/verify/experiment.js';
import { CaseArbitrary, type CaseKind } from '../cases/case-arbitrary.js';
import type { TrainingCase } from '../cases/training-case.js';
import { decodeTrainingCase } from '../cases/training-codec.js';
import { trainingFactors } from '../cases/training-factors.js';
import { trainingPreview } from '../previews/training-preview.js';
import type { System } from '../systems/system.js';
import type { ObservedCases } from './design.js';
import type { CaseSize } from './recheck.js';
import { trainOn, type Trained } from './trained.js';
import { familyOf } from '../cases/table-spec.js';

export interface TrainingCasesConfig {
  /** Names the stream of random cases, together with the system. */
  readonly id: string;
  readonly kind: CaseKind<TrainingCase>;
  readonly system: System;
  /** True if the claims judge fresh prompts. */
  readonly fresh: boolean;
  readonly naming?: Naming;
}

/** Fine-tunes a system once per case, for all claims that read the run. */
export function trainingCases(config: TrainingCasesConfig): ObservedCases<TrainingCase, Trained> {
  const { id, kind, system, fresh, naming = INDEX_NAMING } = config;
  const train = (value: TrainingCase, changes: FineTuningConfig = {}) => trainOn(system, value, changes);
  const { codec, factors } = codecAndFactors({ id: system.id, draws: system.draws === true, fresh });
  return {
    id: `${id}, ${system.id}`,
    cases: { arbitrary: new CaseArbitrary(kind), factors },
    codec,
    presentation: {
      describe: (value) => value.describe(),
      stratum: familyOf,
      ...trainingPreview({ train, config: system.training, fresh, naming }),
    },
    setting: settingOf(system),
    observe: (value) => train(value),
    checked: checkedTraining,
  };
}

/** What the assumptions of training claims are checked on. */
export function checkedTraining({ table, pairs, prompts }: TrainingCase) {
  return { table, pairs, prompts: prompts.prompts.length };
}

/** The size of a training case, for evaluating it once more. */
export function sizeOfTraining({ table, prompts }: TrainingCase): CaseSize {
  return { table, readings: prompts.prompts.length };
}

/** The setting of a system: its memory, β, and how it is trained. */
function settingOf({ transformer, training }: System): Json {
  const { learningRate, steps, frozen } = resolveFineTuning(training);
  return { ...memorySetting(transformer), learningRate, steps, frozen };
}

/** The setting of a memory: its activation and β. */
export function memorySetting({ beta, ...activation }: TransformerConfig): { readonly memory: Json; readonly beta: Json } {
  return { memory: { ...DEFAULT_ACTIVATION, ...activation }, beta: beta ?? '4 ln V' };
}

/**
 * The codec and the factors of training cases.
 *
 * @param id - names what the system draws, if it draws something
 * @param fresh - true if the claims judge fresh prompts
 */
export function codecAndFactors({ id, draws, fresh }: { readonly id: string; readonly draws: boolean; readonly fresh: boolean }): {
  readonly codec: CaseCodec<TrainingCase>;
  readonly factors: readonly Factor<TrainingCase>[];
} {
  const drawing = draws ? id : null;
  return {
    codec: {
      encode(value) {
        const encoded = value.encode({ fresh });
        return drawing === null ? encoded : { ...encoded, system: { id: drawing, seed: value.spec.seed } };
      },
      decode: (value) => decodeTrainingCase(value, { fresh, drawing }),
    },
    factors: trainingFactors({ fresh, drawing }),
  };
}

import type { Engine } from '../../src/engine/engine.js';
import { DEFAULT_ACTIVATION } from '../../src/model/memory.js';
import { buildTransformer, type TransformerConfig } from '../../src/model/transformer.js';
import { INDEX_NAMING, type Naming } from '../../src/task/naming.js';
import { fineTune, initialTheta, resolveFineTuning, type FineTuningConfig, type TrainingRun } from '../../src/training/fine-tuning.js';
import type { ClaimTest, Experiment, Json, Scope } from '../../src/verify/experiment.js';
import { CaseArbitrary, type CaseKind } from '../cases/case-arbitrary.js';
import { decodeTrainingCase, trainingFactors, type TrainingCase } from '../cases/training-case.js';
import { trainingPreview } from '../previews/training-preview.js';
import { shownTo, storedBy, type System } from '../systems/system.js';

/** A fine-tuning run, and the system and engine it ran on. */
export interface Trained {
  readonly system: System;
  readonly engine: Engine;
  readonly run: TrainingRun;
}

/** Fine-tunes a system once per case, for all the claims that read the run. */
export function trainingExperiment(
  id: string,
  kind: CaseKind<TrainingCase>,
  tests: readonly ClaimTest<TrainingCase, Trained>[],
  system: System,
  withFresh: boolean,
  scope?: Scope,
  naming: Naming = INDEX_NAMING,
): Experiment<TrainingCase, Trained> {
  const train = ({ table, prompts, pairs, spec: { seed } }: TrainingCase, changes: FineTuningConfig = {}): Trained => {
    const engine = system.open(buildTransformer(storedBy(system, table, prompts), system.transformer), seed);
    const batch = engine.compile(shownTo(system, prompts));
    return { system, engine, run: fineTune(batch, initialTheta(pairs), { ...system.training, ...changes }) };
  };
  return {
    id: `${id}, ${system.id}`,
    ...(scope === undefined ? {} : { scope, given: true }),
    arbitrary: new CaseArbitrary(kind),
    setting: settingOf(system),
    observe: (value) => train(value),
    ...byValueFor(system, withFresh),
    describe: (value) => value.describe(),
    ...trainingPreview(train, system.training, withFresh, naming),
    stratum: ({ spec }) => spec.tableSpec?.family ?? 'given table',
    tests,
  };
}

/** What a system is, beside what it draws: its memory, β, and how it is trained. */
function settingOf({ transformer, training }: System): Json {
  const { learningRate, steps, frozen } = resolveFineTuning(training);
  return { ...memorySetting(transformer), learningRate, steps, frozen };
}

/** The memory's activation, and β. */
export function memorySetting({ beta, ...activation }: TransformerConfig): { readonly memory: Json; readonly beta: Json } {
  return { memory: { ...DEFAULT_ACTIVATION, ...activation }, beta: beta ?? '4 ln V' };
}

/** Training cases by value, with what their system draws, and their factors. */
export function byValueFor(
  { id, draws }: Pick<System, 'id' | 'draws'>,
  withFresh: boolean,
): Pick<Experiment<TrainingCase>, 'encode' | 'decode' | 'factors'> {
  const drawing = draws === true ? id : null;
  return {
    encode(value) {
      const encoded = value.encode(withFresh);
      return drawing === null ? encoded : { ...encoded, system: { id: drawing, seed: value.spec.seed } };
    },
    decode: (value) => decodeTrainingCase(value, withFresh, drawing),
    factors: trainingFactors(withFresh, drawing),
  };
}

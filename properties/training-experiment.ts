import type { Engine } from '../src/engine/engine.js';
import { buildTransformer } from '../src/model/transformer.js';
import { fineTune, initialTheta, type TrainingRun } from '../src/training/fine-tuning.js';
import type { ClaimTest, Experiment, Scope } from '../src/verify/experiment.js';
import { CaseArbitrary, type CaseKind } from './cases/case-arbitrary.js';
import { decodeTrainingCase, trainingParts, type TrainingCase } from './cases/training-case.js';
import type { System } from './systems.js';

/** A fine-tuning run, and the engine it ran on. */
export interface Trained {
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
): Experiment<TrainingCase, Trained> {
  return {
    id: `${id}, ${system.id}`,
    ...(scope === undefined ? {} : { scope, given: true }),
    arbitrary: new CaseArbitrary(kind),
    observe({ table, prompts, pairs, parts: { seed } }) {
      const engine = system.open(buildTransformer(table, system.transformer), seed);
      return { engine, run: fineTune(engine.compile(prompts), initialTheta(pairs), system.training) };
    },
    ...byValueFor(system, withFresh),
    describe: (value) => value.describe(),
    stratum: ({ parts }) => parts.recipe?.family ?? 'given table',
    tests,
  };
}

/** Training cases by value, with what their system draws, and their parts. */
export function byValueFor(
  { id, draws }: System,
  withFresh: boolean,
): Pick<Experiment<TrainingCase>, 'encode' | 'decode' | 'parts'> {
  const drawing = draws === true ? id : null;
  return {
    encode(value) {
      const encoded = value.encode(withFresh);
      return drawing === null ? encoded : { ...encoded, system: { id: drawing, seed: value.parts.seed } };
    },
    decode: (value) => decodeTrainingCase(value, withFresh, drawing),
    parts: trainingParts(withFresh, drawing),
  };
}

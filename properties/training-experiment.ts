import type { Engine } from '../src/engine/engine.js';
import { buildTransformer } from '../src/model/transformer.js';
import { fineTune, initialTheta, type TrainingRun } from '../src/training/fine-tuning.js';
import type { ClaimTest, Experiment, Json, Scope } from '../src/verify/experiment.js';
import { CaseArbitrary, type CaseKind } from './cases/case-arbitrary.js';
import type { TrainingCase } from './cases/training-case.js';
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
    ...(scope === undefined ? {} : { scope }),
    arbitrary: new CaseArbitrary(kind),
    observe({ table, prompts, pairs, parts: { seed } }) {
      const engine = system.open(buildTransformer(table, system.transformer), seed);
      return { engine, run: fineTune(engine.compile(prompts), initialTheta(pairs), system.training) };
    },
    encode: (value) => encodeFor(system, value, withFresh),
    describe: (value) => value.describe(),
    stratum: ({ parts }) => parts.recipe?.family ?? 'given table',
    tests,
  };
}

/** A training case by value, with what its system draws. */
export function encodeFor({ id, draws }: System, value: TrainingCase, withFresh: boolean): Json {
  const encoded = value.encode(withFresh);
  return draws === true ? { ...encoded, system: { id, seed: value.parts.seed } } : encoded;
}

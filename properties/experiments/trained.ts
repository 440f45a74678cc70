import type { Engine } from '../../src/engine/engine.js';
import { fineTune, initialTheta, type FineTuningConfig, type TrainingRun } from '../../src/training/fine-tuning.js';
import type { TrainingCase } from '../cases/training-case.js';
import { openOn, shownTo, type System } from '../systems/system.js';

/** A fine-tuning run, and the system and engine it ran on. */
export interface Trained {
  readonly system: System;
  readonly engine: Engine;
  readonly run: TrainingRun;
}

/**
 * Fine-tunes a system on a case's prompts, from uniform attention.
 *
 * @param changes - overrides of the system's own training
 */
export function trainOn(system: System, value: TrainingCase, changes: FineTuningConfig = {}): Trained {
  const { table, prompts, pairs, spec } = value;
  const engine = openOn(system, { table, prompts, seed: spec.seed });
  const batch = engine.compile(shownTo(system, prompts));
  return { system, engine, run: fineTune(batch, initialTheta(pairs), { ...system.training, ...changes }) };
}

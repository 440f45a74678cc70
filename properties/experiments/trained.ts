import type { Engine } from '../../src/engine/engine.js';
import type { TrainingRun } from '../../src/training/fine-tuning.js';
import type { System } from '../systems/system.js';

/** A fine-tuning run, and the system and engine it ran on. */
export interface Trained {
  readonly system: System;
  readonly engine: Engine;
  readonly run: TrainingRun;
}

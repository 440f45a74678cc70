import { WIDTH_OF_G1 } from '../../spec/claims/g1-pretrained-memory.js';
import type { OpenEngine } from '../../src/engine/engine.js';
import type { Pretrainer } from '../../src/training/pretraining.js';
import { BELOW_V, PREDICTED_D } from './random-embeddings.js';
import { pretrainedMemory, referenceSystem, type System } from './system.js';

/** What the systems of a run are made from. */
export interface SystemSource {
  /** The engine of the constructed memory. */
  readonly open: OpenEngine;
  /** Pretrains memories. It may be missing if no claim needs a pretrained memory. */
  readonly pretrain?: Pretrainer['pretrain'];
  /** Changes every system, for example to plant an error. */
  readonly change?: (system: System) => System;
}

/** The systems that claims are about. */
export interface Systems {
  /** The constructed memory. */
  readonly constructed: System;
  /** A pretrained memory (G1). */
  readonly pretrained: System;
  /** Random embeddings in one dimension less than there are tokens (G3). */
  readonly belowV: System;
  /** Random embeddings in the predicted dimension (G3). */
  readonly predicted: System;
}

/** Makes the systems of a source. */
export function systemsOf({ open, pretrain = notLoaded, change = (system) => system }: SystemSource): Systems {
  return {
    constructed: change(referenceSystem(open)),
    pretrained: change(pretrainedMemory(pretrain, WIDTH_OF_G1)),
    belowV: change(BELOW_V),
    predicted: change(PREDICTED_D),
  };
}

function notLoaded(): never {
  throw new RangeError('a claim about pretrained memories needs a pretrainer, but none was loaded');
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import { phasePictures } from '../../properties/phases/index.js';
import type { PhasePicture } from '../../properties/phases/phase-picture.js';
import type { EngineName } from '../engine/engine.js';
import { loadEngine } from '../engine/load-engine.js';
import type { SupervisedOptions } from '../verify/supervise/supervisor.js';
import type { Progress } from './progress.js';

/** Draws the phase pictures of a run; null where it is stopped before they are done, since half a picture misleads. */
export async function drawPhases(
  engine: EngineName,
  { seed, budget, signal }: SupervisedOptions,
  progress: Progress,
): Promise<PhasePicture[] | null> {
  const { open } = await loadEngine(engine);
  const drawing = phasePictures(open, seed, budget);
  for (;;) {
    await nextTurn(); // a signal comes between two places
    if (signal?.aborted === true) {
      progress.line('phase pictures: stopped before they were done, and left out');
      return null;
    }
    const step = drawing.next();
    if (step.done === true) return step.value;
    const { id, done, places } = step.value;
    progress.state(`phase picture ${id}: ${done} of ${places}`);
  }
}

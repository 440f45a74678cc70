import { setImmediate as nextTurn } from 'node:timers/promises';
import { phasePictures } from '../../../properties/maps/phases/draw-phases.js';
import type { PhasePicture } from '../../../properties/maps/phases/phase-picture.js';
import { SparseEngine } from '../../engine/sparse/sparse-engine.js';
import type { SupervisedOptions } from '../../verify/workers/supervisor.js';
import type { Progress } from '../terminal/progress.js';

/**
 * Draws the phase pictures of a run, by the sparse engine: no other reads tables of a million facts. Null where it is stopped before they are
 * done, since half a picture misleads, and where one cannot be drawn: the verdicts do not depend on them.
 */
export async function drawPhases({ seed, budget, signal }: SupervisedOptions, progress: Progress): Promise<PhasePicture[] | null> {
  const drawing = phasePictures((model) => new SparseEngine(model), seed, budget);
  for (;;) {
    await nextTurn(); // a signal comes between two places
    if (signal?.aborted === true) {
      progress.line('phase pictures: stopped before they were done, and left out');
      return null;
    }
    let step;
    try {
      step = drawing.next();
    } catch (error) {
      progress.warn(
        `phase pictures: left out, since one could not be drawn: ${error instanceof Error ? error.message : String(error)}`,
      );
      return null;
    }
    if (step.done === true) return step.value;
    const { id, done, places } = step.value;
    progress.state(`phase picture ${id}: ${done} of ${places}`);
  }
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import { phasePictures, type PhaseProgress } from '../../../properties/maps/phases/draw-phases.js';
import type { PhasePicture } from '../../../properties/maps/phases/phase-picture.js';
import { SparseEngine } from '../../engine/sparse/sparse-engine.js';
import type { BudgetName } from '../../verify/claim.js';

/** The phase pictures of a run, or why they are left out: half a picture misleads, and the verdicts do not depend on them. */
export type DrawnPhases =
  | { readonly kind: 'drawn'; readonly pictures: readonly PhasePicture[] }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly why: string };

interface PhaseOptions {
  readonly seed: bigint;
  readonly budget: BudgetName;
  readonly signal: AbortSignal;
}

/** Draws the phase pictures of a run, by the sparse engine: no other reads tables of a million facts. */
export async function drawPhases(
  { seed, budget, signal }: PhaseOptions,
  onPlace: (progress: PhaseProgress) => void,
): Promise<DrawnPhases> {
  const drawing = phasePictures((model) => new SparseEngine(model), seed, budget);
  for (;;) {
    await nextTurn(); // signals are handled between two places
    if (signal.aborted) return { kind: 'stopped' };
    let step;
    try {
      step = drawing.next();
    } catch (error) {
      return { kind: 'failed', why: error instanceof Error ? error.message : String(error) };
    }
    if (step.done === true) return { kind: 'drawn', pictures: step.value };
    onPlace(step.value);
  }
}

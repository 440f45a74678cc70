import type { OpenEngine } from '../../../src/engine/engine.js';
import { RandomStream } from '../../../src/random/random-stream.js';
import type { BudgetName } from '../../../src/verify/claim.js';
import { factsAndBeta } from './facts-and-beta.js';
import type { PhaseCell, PhasePicture, PhasePlan } from './phase-picture.js';
import { powerAndHub } from './power-and-hub.js';
import { relationsAndPairs } from './relations-and-pairs.js';

/** The number of draws at every place. */
const DRAWS: Readonly<Record<BudgetName, number>> = { quick: 3, standard: 8, thorough: 24 };

/** How many places of a picture are done. */
export interface PhaseProgress {
  readonly id: string;
  readonly done: number;
  readonly places: number;
}

/** The pictures to draw, in the order of reports. */
export function phasePlans(open: OpenEngine): readonly PhasePlan[] {
  return [relationsAndPairs(open), powerAndHub(open), factsAndBeta(open)];
}

/**
 * Draws the phase pictures, place by place. A caller may stop between two places, and may show the progress. The seed, the picture, the place
 * and its index decide a draw, so a larger budget has all draws of a smaller one.
 *
 * @param open - the engine of the constructed memory
 * @param plans - the wanted pictures; all by default
 * @returns the pictures
 */
export function* phasePictures(
  open: OpenEngine,
  seed: bigint,
  budget: BudgetName,
  plans: readonly PhasePlan[] = phasePlans(open),
): Generator<PhaseProgress, PhasePicture[]> {
  const pictures: PhasePicture[] = [];
  for (const plan of plans) pictures.push(yield* drawPicture(plan, seed, DRAWS[budget]));
  return pictures;
}

function* drawPicture(plan: PhasePlan, seed: bigint, draws: number): Generator<PhaseProgress, PhasePicture> {
  const { id, title, drawn: words, x, y, quantities } = plan;
  const cells = quantities.map((): PhaseCell[] => []);
  const places = x.values.flatMap((across) => y.values.map((up) => ({ x: across, y: up })));
  for (const [done, place] of places.entries()) {
    yield { id, done, places: places.length };
    const drawn = Array.from({ length: draws }, (_, i) =>
      plan.measure(place, RandomStream.of(seed, 'phase', id, place.x, place.y, i).next() >>> 0),
    ).filter((values) => values !== null);
    if (drawn.length > 0) cells.forEach((list, i) => list.push({ ...place, ...summary(drawn.map((values) => values[i])) }));
  }
  return { id, title, drawn: words, x, y, quantities: quantities.map((name, i) => ({ name, cells: cells[i] })) };
}

function summary(values: readonly number[]): Omit<PhaseCell, 'x' | 'y'> {
  const sum = values.reduce((total, value) => total + value, 0);
  return { mean: sum / values.length, least: Math.min(...values), greatest: Math.max(...values), draws: values.length };
}

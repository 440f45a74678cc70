import type { MapName } from '../../verify/variant.js';
import type { CellReport } from './map-schema.js';

type Outcome = CellReport['outcome'];

/** The outcomes for REFUTED and HOLDS in each map. Any other verdict, a timeout included, is undecided. */
export const MAP_OUTCOMES: Readonly<Record<MapName, Readonly<Record<'REFUTED' | 'HOLDS', Outcome>>>> = {
  controls: { REFUTED: 'killed', HOLDS: 'survived' },
  sensitivity: { REFUTED: 'detected', HOLDS: 'undetected' },
  ablation: { REFUTED: 'load-bearing', HOLDS: 'redundant' },
};

/** True for the outcome of a claim that is refuted. */
export function isAgainst(outcome: Outcome): boolean {
  return Object.values(MAP_OUTCOMES).some(({ REFUTED }) => REFUTED === outcome);
}

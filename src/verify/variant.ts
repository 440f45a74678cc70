/**
 * The maps of a run: claims held to broken models, to a planted defect of growing size, and to cases that break one of their assumptions.
 */
export const MAP_NAMES = ['controls', 'sensitivity', 'ablation'] as const;

/** One of the maps. */
export type MapName = (typeof MAP_NAMES)[number];

/**
 * What is other in an experiment than its claims say. Its results are cells of a map, rows being claims and columns variants; they are no
 * verdicts on the claims.
 */
export interface Variant {
  readonly map: MapName;
  /** Names the column. */
  readonly id: string;
}

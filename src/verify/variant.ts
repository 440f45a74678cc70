/**
 * The maps of a run: claims tested on broken models, on a planted defect of growing size, and on cases that break one of their
 * assumptions.
 */
export const MAP_NAMES = ['controls', 'sensitivity', 'ablation'] as const;

export type MapName = (typeof MAP_NAMES)[number];

/**
 * How an experiment differs from what its claims state. Its results are cells of a map, with claims as rows and variants as
 * columns; they are not verdicts on the claims.
 */
export interface Variant {
  readonly map: MapName;
  /** Identifies the column. */
  readonly id: string;
}

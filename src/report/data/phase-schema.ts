import * as v from 'valibot';

const number = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const axis = v.strictObject({ name: v.string(), values: v.array(number), scale: v.picklist(['linear', 'log']) });

/** Quantities over two parameters of the model or the tables, or over one at several settings: what the claims' domains are cut out of. */
export const PHASE_SCHEMA = v.strictObject({
  id: v.string(),
  title: v.string(),
  /** What was drawn, in words. */
  drawn: v.string(),
  x: axis,
  y: axis,
  quantities: v.array(
    v.strictObject({
      name: v.string(),
      /** Means over draws with their least and greatest; x and y are values of the axes, and what has no table is left out. */
      cells: v.array(v.strictObject({ x: number, y: number, mean: number, least: number, greatest: number, draws: count })),
    }),
  ),
});

/** A phase picture. */
export type PhaseReport = v.InferOutput<typeof PHASE_SCHEMA>;

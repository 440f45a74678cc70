import * as v from 'valibot';
import { COUNT, NUMBER } from '../../verify/storage/number-schemas.js';
import { firstWrong, rule } from '../../verify/storage/rule.js';

const axis = v.strictObject({ name: v.string(), values: v.array(NUMBER), scale: v.picklist(['linear', 'log']) });

/**
 * Quantities over two parameters of the model or the tables, or over one parameter at several settings, inside the claims' domains
 * and beyond.
 */
export const PHASE_SCHEMA = v.pipe(
  v.strictObject({
    id: v.string(),
    title: v.string(),
    /** What was drawn, in words. */
    drawn: v.string(),
    x: axis,
    y: axis,
    quantities: v.array(
      v.strictObject({
        name: v.string(),
        /**
         * Means over draws, with the least and the greatest value. x and y are values of the axes; pairs for which no table exists
         * are left out.
         */
        cells: v.array(v.strictObject({ x: NUMBER, y: NUMBER, mean: NUMBER, least: NUMBER, greatest: NUMBER, draws: COUNT })),
      }),
    ),
  }),
  rule(({ x, y, quantities }) =>
    firstWrong(quantities, ({ cells }, i) =>
      firstWrong(cells, (each, j) =>
        x.values.includes(each.x) && y.values.includes(each.y) ? null : `quantities.${i}.cells.${j}: is not on the grid`,
      ),
    ),
  ),
);

/** A phase picture. */
export type PhaseReport = v.InferOutput<typeof PHASE_SCHEMA>;

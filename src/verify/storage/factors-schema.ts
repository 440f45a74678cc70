import * as v from 'valibot';

const number = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Which factors of a counterexample matter, as reports and files keep it. */
export const FACTORS_SCHEMA = v.array(
  v.strictObject({ factor: v.string(), redrawn: count, failing: count, interval: v.strictObject({ lower: number, upper: number }) }),
);

import * as v from 'valibot';
import { rule } from './rule.js';

/** A number that JSON can write. */
export const NUMBER = v.pipe(v.number(), v.finite());

/** A whole number ≥ 0. */
export const COUNT = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A closed interval. */
export const INTERVAL = v.pipe(
  v.strictObject({ lower: NUMBER, upper: NUMBER }),
  rule(({ lower, upper }) => (lower > upper ? `lower: is ${lower}, above upper, ${upper}` : null)),
);

/** An interval of a rate, within 0 … 1. */
export const RATE_INTERVAL = v.pipe(
  INTERVAL,
  v.check(({ lower, upper }) => lower >= 0 && upper <= 1, 'is not within 0 and 1'),
);

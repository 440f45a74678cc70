import * as v from 'valibot';
import type { Json } from '../json.js';

/** Any JSON value. */
export const JSON_SCHEMA: v.GenericSchema<Json> = v.lazy(() =>
  v.union([
    v.null(),
    v.boolean(),
    v.pipe(v.number(), v.finite()),
    v.string(),
    v.array(JSON_SCHEMA),
    v.record(v.string(), JSON_SCHEMA),
  ]),
);

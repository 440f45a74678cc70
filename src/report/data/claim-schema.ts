import * as v from 'valibot';
import { COUNT, NUMBER } from '../../verify/storage/number-schemas.js';
import { rule } from '../../verify/storage/rule.js';
import { VERDICT_SCHEMA } from '../../verify/storage/verdict-schema.js';
import { exitCodeOf } from '../../verify/verdict.js';
import { PREVIEWS_SCHEMA } from './preview-schema.js';

/** A claim with its plan, its verdict and its previews. */
export const CLAIM_SCHEMA = v.pipe(
  v.strictObject({
    id: v.string(),
    slug: v.string(),
    kind: v.picklist(['universal', 'rate', 'existence', 'scaling']),
    statement: v.string(),
    reading: v.string(),
    source: v.string(),
    assumptions: v.array(v.string()),
    domain: v.string(),
    distribution: v.string(),
    tolerance: NUMBER,
    thresholds: v.array(
      v.strictObject({ quantity: v.string(), bound: v.picklist(['at least', 'at most']), value: NUMBER, basis: v.string() }),
    ),
    expected: v.picklist(['HOLDS', 'REFUTED']),
    control: v.nullable(v.strictObject({ of: v.string(), broken: v.string() })),
    planned: v.nullable(
      v.strictObject({ cases: COUNT, hunted: COUNT, holds: v.nullable(NUMBER), refutes: v.nullable(NUMBER), power: NUMBER }),
    ),
    verdict: VERDICT_SCHEMA,
    previews: PREVIEWS_SCHEMA,
    asExpected: v.boolean(),
  }),
  rule(({ verdict: { word }, expected, asExpected }) =>
    asExpected === (exitCodeOf(word, expected) === 0)
      ? null
      : `asExpected: is ${asExpected}, although the verdict is ${word} and ${expected} is expected`,
  ),
);

/** A claim of a report. */
export type ClaimReport = v.InferOutput<typeof CLAIM_SCHEMA>;

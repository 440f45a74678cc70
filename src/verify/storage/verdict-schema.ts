import * as v from 'valibot';
import { BUDGET_NAMES } from '../claim.js';
import {
  COUNTEREXAMPLE_SCHEMA,
  ESTIMATE_SCHEMA,
  HUNT_SCHEMA,
  MEASUREMENT_SCHEMA,
  SCALING_SCHEMA,
  UNMET_SCHEMA,
} from './evidence-schema.js';
import { JSON_SCHEMA } from './json-schema.js';
import { COUNT, RATE_INTERVAL } from './number-schemas.js';
import { excessViolations, rule } from './rule.js';

const stopped = {
  /** Completes "stopped because …". */
  stopped: v.string(),
};
const enumeration = MEASUREMENT_SCHEMA;
const estimated = { estimate: ESTIMATE_SCHEMA, hunt: HUNT_SCHEMA };

/** What can be said of a claim. A HOLDS without an estimate, an enumeration, a fit or a witness cannot be written down. */
export const VERDICT_SCHEMA = v.variant('word', [
  v.variant('by', [
    v.strictObject({ word: v.literal('HOLDS'), by: v.literal('estimate'), ...estimated, ...stopped }),
    v.strictObject({ word: v.literal('HOLDS'), by: v.literal('enumeration'), enumeration, ...stopped }),
    v.strictObject({
      word: v.literal('REFUTED'),
      by: v.literal('counterexample'),
      counterexample: COUNTEREXAMPLE_SCHEMA,
      /** Evaluations of the counterexample, every one of which failed. */
      replays: COUNT,
      estimate: v.nullable(ESTIMATE_SCHEMA),
      hunt: v.nullable(HUNT_SCHEMA),
      enumeration: v.nullable(enumeration),
      ...stopped,
    }),
    /** Of an existence claim. */
    v.strictObject({
      word: v.literal('HOLDS'),
      by: v.literal('witness'),
      witness: COUNTEREXAMPLE_SCHEMA,
      /** Evaluations of the witness, every one of which kept the claim. */
      replays: COUNT,
      /** Cases that were looked at before it was simplified. */
      searched: COUNT,
      ...stopped,
    }),
    v.strictObject({ word: v.literal('REFUTED'), by: v.literal('rate'), ...estimated, ...stopped }),
    /** An existence claim without a witness in a whole finite domain: nothing else refutes one. */
    v.strictObject({ word: v.literal('REFUTED'), by: v.literal('enumeration'), enumeration, ...stopped }),
    v.strictObject({
      word: v.literal('INCONCLUSIVE'),
      by: v.literal('estimate'),
      ...estimated,
      /** About how many cases would decide at the rate seen so far; null where none would. */
      needed: v.nullable(COUNT),
      ...stopped,
    }),
    ...(['HOLDS', 'REFUTED', 'INCONCLUSIVE'] as const).map((word) =>
      v.strictObject({ word: v.literal(word), by: v.literal('fit'), scaling: SCALING_SCHEMA, ...stopped }),
    ),
    v.strictObject({ word: v.literal('INCONCLUSIVE'), by: v.literal('search'), searched: COUNT, ...stopped }),
    /** The run was stopped first: never a pass, whatever the cases so far said. */
    v.pipe(
      v.strictObject({
        word: v.literal('INCONCLUSIVE'),
        by: v.literal('interruption'),
        cases: COUNT,
        violations: v.nullable(COUNT),
        interval: v.nullable(RATE_INTERVAL),
        ...stopped,
      }),
      rule((verdict) => excessViolations(verdict)),
    ),
    /** Nothing was asked: the budget is below the least one that decides the claim, or the run was asked for other claims. */
    v.strictObject({ word: v.literal('SKIPPED'), by: v.literal('budget'), least: v.picklist(BUDGET_NAMES), ...stopped }),
    v.strictObject({ word: v.literal('SKIPPED'), by: v.literal('selection'), ...stopped }),
  ]),
  v.strictObject({
    word: v.literal('NOT APPLICABLE'),
    unmet: v.array(UNMET_SCHEMA),
    /** What was measured all the same, outside what is claimed. */
    exploratory: v.nullable(MEASUREMENT_SCHEMA),
    ...stopped,
  }),
  v.strictObject({ word: v.literal('VACUOUS'), accepted: COUNT, drawn: COUNT, ...stopped }),
  v.strictObject({
    word: v.literal('UNSTABLE'),
    counterexample: COUNTEREXAMPLE_SCHEMA,
    replays: COUNT,
    failed: COUNT,
    ...stopped,
  }),
  v.strictObject({ word: v.literal('ERROR'), message: v.string(), case: JSON_SCHEMA, ...stopped }),
]);

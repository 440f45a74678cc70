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

/** The verdict on a claim. The schema has no HOLDS without an estimate, an enumeration, a fit or a witness. */
export const VERDICT_SCHEMA = v.variant('word', [
  v.variant('by', [
    v.strictObject({ word: v.literal('HOLDS'), by: v.literal('estimate'), ...estimated, ...stopped }),
    v.strictObject({ word: v.literal('HOLDS'), by: v.literal('enumeration'), enumeration, ...stopped }),
    v.strictObject({
      word: v.literal('REFUTED'),
      by: v.literal('counterexample'),
      counterexample: COUNTEREXAMPLE_SCHEMA,
      /** Replays of the counterexample, all of which failed. */
      replays: COUNT,
      estimate: v.nullable(ESTIMATE_SCHEMA),
      hunt: v.nullable(HUNT_SCHEMA),
      enumeration: v.nullable(enumeration),
      ...stopped,
    }),
    /** For existence claims. */
    v.strictObject({
      word: v.literal('HOLDS'),
      by: v.literal('witness'),
      witness: COUNTEREXAMPLE_SCHEMA,
      /** Replays of the witness, all of which satisfied the claim. */
      replays: COUNT,
      /** Cases that were evaluated before the witness was shrunk. */
      searched: COUNT,
      ...stopped,
    }),
    v.strictObject({ word: v.literal('REFUTED'), by: v.literal('rate'), ...estimated, ...stopped }),
    /** For existence claims without a witness in a finite domain. Nothing else refutes them. */
    v.strictObject({ word: v.literal('REFUTED'), by: v.literal('enumeration'), enumeration, ...stopped }),
    v.strictObject({
      word: v.literal('INCONCLUSIVE'),
      by: v.literal('estimate'),
      ...estimated,
      /** About how many cases would decide at the rate seen so far; null if no number would. */
      needed: v.nullable(COUNT),
      ...stopped,
    }),
    ...(['HOLDS', 'REFUTED', 'INCONCLUSIVE'] as const).map((word) =>
      v.strictObject({ word: v.literal(word), by: v.literal('fit'), scaling: SCALING_SCHEMA, ...stopped }),
    ),
    v.strictObject({ word: v.literal('INCONCLUSIVE'), by: v.literal('search'), searched: COUNT, ...stopped }),
    /** The run was stopped before the verdict: never a pass, whatever the cases so far suggest. */
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
    /** The claim was not tested: the budget is below its least budget, or the run was asked for other claims. */
    v.strictObject({ word: v.literal('SKIPPED'), by: v.literal('budget'), least: v.picklist(BUDGET_NAMES), ...stopped }),
    v.strictObject({ word: v.literal('SKIPPED'), by: v.literal('selection'), ...stopped }),
  ]),
  v.strictObject({
    word: v.literal('NOT APPLICABLE'),
    unmet: v.array(UNMET_SCHEMA),
    /** A measurement on cases that the claim does not cover. */
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

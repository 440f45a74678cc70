import * as v from 'valibot';
import { BUDGET_NAMES } from '../../verify/claim.js';
import { SCALING_LAWS } from '../../verify/statistics/scaling-fit.js';
import { VERDICT_WORDS } from '../../verify/verdict.js';
import { FACTORS_SCHEMA } from '../../verify/storage/factors-schema.js';
import { JSON_SCHEMA } from '../../verify/storage/json-schema.js';
import { MAP_SCHEMA } from './map-schema.js';
import { PHASE_SCHEMA } from './phase-schema.js';
import { PREVIEWS_SCHEMA } from './preview-schema.js';

/** The version of the report's format; a report of another version is refused. */
export const REPORT_VERSION = 3;

const number = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const json = JSON_SCHEMA;

const quantity = v.strictObject({ name: v.string(), value: number, margin: number });
const conclusion = v.strictObject({
  margin: number,
  quantity: v.string(),
  quantities: v.array(quantity),
  roundingOnly: v.optional(v.literal(true)),
});
const counterexample = v.strictObject({ case: json, description: v.string(), conclusion });
const hunt = v.strictObject({
  cases: count,
  evaluations: count,
  shrinks: count,
  found: v.nullable(counterexample),
  severe: v.nullable(counterexample),
  factors: FACTORS_SCHEMA,
});

const measurement = {
  cases: count,
  rejected: count,
  violations: count,
  roundingOnly: count,
  strata: v.array(v.strictObject({ name: v.string(), cases: count, violations: count })),
  spreads: v.array(v.strictObject({ quantity: v.string(), least: number, median: number, greatest: number, leastMargin: number })),
  worst: v.nullable(counterexample),
};
const measured = v.strictObject(measurement);
const estimate = v.strictObject({
  ...measurement,
  interval: v.strictObject({ lower: number, upper: number }),
  alpha: number,
  logEvidence: number,
});
const unmet = v.strictObject({ assumption: v.string(), offenders: v.array(v.string()) });

const scaling = v.strictObject({
  series: v.array(
    v.strictObject({
      name: v.string(),
      points: v.array(
        v.strictObject({
          size: number,
          value: v.nullable(number),
          range: v.optional(v.strictObject({ least: number, most: v.nullable(number) })),
        }),
      ),
      fit: v.variant('kind', [
        v.strictObject({
          kind: v.literal('fitted'),
          exponent: v.strictObject({ lower: number, upper: number }),
          heldOutFrom: number,
          laws: v.array(
            v.strictObject({
              law: v.picklist(SCALING_LAWS),
              scale: number,
              exponent: number,
              heldOutError: number,
              residuals: v.array(v.strictObject({ size: number, predicted: number, residual: number })),
            }),
          ),
        }),
        v.strictObject({ kind: v.literal('not identifiable'), missing: v.string() }),
      ]),
      decision: v.nullable(v.picklist(['polylogarithmic', 'faster', 'undecided'])),
    }),
  ),
  alpha: number,
});

const stopped = { stopped: v.string() };
const verdict = v.variant('word', [
  v.variant('by', [
    v.strictObject({ word: v.literal('HOLDS'), by: v.literal('estimate'), estimate, hunt, ...stopped }),
    v.strictObject({ word: v.literal('HOLDS'), by: v.literal('enumeration'), enumeration: measured, ...stopped }),
    v.strictObject({
      word: v.literal('REFUTED'),
      by: v.literal('counterexample'),
      counterexample,
      replays: count,
      estimate: v.nullable(estimate),
      hunt: v.nullable(hunt),
      enumeration: v.nullable(measured),
      ...stopped,
    }),
    v.strictObject({
      word: v.literal('HOLDS'),
      by: v.literal('witness'),
      witness: counterexample,
      replays: count,
      searched: count,
      ...stopped,
    }),
    v.strictObject({ word: v.literal('REFUTED'), by: v.literal('rate'), estimate, hunt, ...stopped }),
    v.strictObject({ word: v.literal('REFUTED'), by: v.literal('enumeration'), enumeration: measured, ...stopped }),
    v.strictObject({
      word: v.literal('INCONCLUSIVE'),
      by: v.literal('estimate'),
      estimate,
      hunt,
      needed: v.nullable(count),
      ...stopped,
    }),
    ...(['HOLDS', 'REFUTED', 'INCONCLUSIVE'] as const).map((word) =>
      v.strictObject({ word: v.literal(word), by: v.literal('fit'), scaling, ...stopped }),
    ),
    v.strictObject({ word: v.literal('INCONCLUSIVE'), by: v.literal('search'), searched: count, ...stopped }),
    v.strictObject({
      word: v.literal('INCONCLUSIVE'),
      by: v.literal('interruption'),
      cases: count,
      violations: v.nullable(count),
      interval: v.nullable(v.strictObject({ lower: number, upper: number })),
      ...stopped,
    }),
    v.strictObject({ word: v.literal('SKIPPED'), by: v.literal('budget'), least: v.picklist(BUDGET_NAMES), ...stopped }),
    v.strictObject({ word: v.literal('SKIPPED'), by: v.literal('selection'), ...stopped }),
  ]),
  v.strictObject({
    word: v.literal('NOT APPLICABLE'),
    unmet: v.array(unmet),
    exploratory: v.nullable(measured),
    ...stopped,
  }),
  v.strictObject({ word: v.literal('VACUOUS'), accepted: count, drawn: count, ...stopped }),
  v.strictObject({ word: v.literal('UNSTABLE'), counterexample, replays: count, failed: count, ...stopped }),
  v.strictObject({ word: v.literal('ERROR'), message: v.string(), case: json, ...stopped }),
]);

const expected = v.picklist(['HOLDS', 'REFUTED']);
const claim = v.strictObject({
  id: v.string(),
  slug: v.string(),
  kind: v.picklist(['universal', 'rate', 'existence', 'scaling']),
  statement: v.string(),
  reading: v.string(),
  source: v.string(),
  assumptions: v.array(v.string()),
  domain: v.string(),
  distribution: v.string(),
  tolerance: number,
  thresholds: v.array(
    v.strictObject({ quantity: v.string(), bound: v.picklist(['at least', 'at most']), value: number, basis: v.string() }),
  ),
  expected,
  control: v.nullable(v.strictObject({ of: v.string(), broken: v.string() })),
  planned: v.nullable(
    v.strictObject({ cases: count, hunted: count, holds: v.nullable(number), refutes: v.nullable(number), power: number }),
  ),
  verdict,
  previews: PREVIEWS_SCHEMA,
  asExpected: v.boolean(),
});

const summary = v.strictObject({
  verdicts: v.strictObject(Object.fromEntries(VERDICT_WORDS.map((word) => [word, count]))),
  asExpected: count,
  exitCode: v.picklist([0, 1, 2, 3]),
});

/** The report: what was claimed, what was decided, and why. Byte for byte the same for one seed, but for the last two members. */
export const REPORT_SCHEMA = v.strictObject({
  format: v.literal('ic-recall-report'),
  version: v.literal(REPORT_VERSION),
  tool: v.strictObject({ name: v.string(), version: v.string() }),
  paper: v.strictObject({ title: v.string(), authors: v.array(v.string()), arxiv: v.string(), date: v.string() }),
  seed: v.pipe(v.string(), v.regex(/^\d+$/)),
  engine: v.string(),
  budget: v.picklist(BUDGET_NAMES),
  method: v.string(),
  alpha: v.strictObject({ suite: number, claims: count, each: number }),
  summary,
  regressions: v.array(v.strictObject({ file: v.string(), claim: v.string(), outcome: v.string() })),
  claims: v.array(claim),
  table: v.nullable(
    v.strictObject({
      source: v.string(),
      subjects: count,
      relations: count,
      answers: count,
      facts: count,
      hash: v.string(),
      merged: count,
      assumptions: v.array(v.strictObject({ name: v.string(), meaning: v.string(), offenders: v.array(v.string()) })),
      exclusiveAnswers: count,
      leastRecallingPower: count,
      claims: v.array(claim),
    }),
  ),
  /** Claims × broken models; null where the run did not ask for it, and so for the others. */
  controls: v.nullable(MAP_SCHEMA),
  /** Claims × planted defects of growing size. */
  sensitivity: v.nullable(MAP_SCHEMA),
  /** Claims × dropped assumptions. */
  ablation: v.nullable(MAP_SCHEMA),
  /** Null where the run did not ask for them. */
  phases: v.nullable(v.array(PHASE_SCHEMA)),
  environment: v.strictObject({ node: v.string(), platform: v.string(), architecture: v.string() }),
  timing: v.strictObject({ seconds: number }),
});

/** The named factors of the schema, for its rendering as JSON Schema. */
export const REPORT_SCHEMA_PARTS = {
  Json: json,
  Conclusion: conclusion,
  Counterexample: counterexample,
  Hunt: hunt,
  Measurement: measured,
  Estimate: estimate,
  Verdict: verdict,
  Claim: claim,
  Map: MAP_SCHEMA,
  Phase: PHASE_SCHEMA,
  Previews: PREVIEWS_SCHEMA,
};

/** A report. */
export type Report = v.InferOutput<typeof REPORT_SCHEMA>;

/** One claim of a report. */
export type ClaimReport = v.InferOutput<typeof claim>;

/** The table section of a report. */
export type TableReport = NonNullable<Report['table']>;

import * as v from 'valibot';
import { BUDGET_NAMES } from '../../verify/claim.js';
import { COUNT, NUMBER } from '../../verify/storage/number-schemas.js';
import { firstWrong, rule } from '../../verify/storage/rule.js';
import { CLAIM_SCHEMA, type ClaimReport } from './claim-schema.js';
import { MAP_SCHEMA } from './map-schema.js';
import { PHASE_SCHEMA } from './phase-schema.js';
import { SUMMARY_SCHEMA, summaryOf, type Summary } from './summary.js';

/** The version of the report's format; a report of another version is refused. */
export const REPORT_VERSION = 3;

/** The report: what was claimed, what was decided, and why. One seed gives the same bytes, except for the last two members. */
export const REPORT_SCHEMA = v.pipe(
  v.strictObject({
    format: v.literal('ic-recall-report'),
    version: v.literal(REPORT_VERSION),
    tool: v.strictObject({ name: v.string(), version: v.string() }),
    paper: v.strictObject({ title: v.string(), authors: v.array(v.string()), arxiv: v.string(), date: v.string() }),
    seed: v.pipe(v.string(), v.regex(/^\d+$/)),
    engine: v.string(),
    budget: v.picklist(BUDGET_NAMES),
    method: v.string(),
    alpha: v.strictObject({ suite: NUMBER, claims: COUNT, each: NUMBER }),
    summary: SUMMARY_SCHEMA,
    regressions: v.array(v.strictObject({ file: v.string(), claim: v.string(), outcome: v.string() })),
    claims: v.array(CLAIM_SCHEMA),
    table: v.nullable(
      v.strictObject({
        source: v.string(),
        subjects: COUNT,
        relations: COUNT,
        answers: COUNT,
        facts: COUNT,
        hash: v.string(),
        merged: COUNT,
        assumptions: v.array(v.strictObject({ name: v.string(), meaning: v.string(), offenders: v.array(v.string()) })),
        exclusiveAnswers: COUNT,
        leastRecallingPower: COUNT,
        claims: v.array(CLAIM_SCHEMA),
      }),
    ),
    /** Claims × broken models. This map and the next two are null unless the run asked for them. */
    controls: v.nullable(MAP_SCHEMA),
    /** Claims × planted defects of growing size. */
    sensitivity: v.nullable(MAP_SCHEMA),
    /** Claims × dropped assumptions. */
    ablation: v.nullable(MAP_SCHEMA),
    /** Null unless the run asked for them. */
    phases: v.nullable(v.array(PHASE_SCHEMA)),
    environment: v.strictObject({ node: v.string(), platform: v.string(), architecture: v.string() }),
    timing: v.strictObject({ seconds: NUMBER }),
  }),
  rule((report) => wrongSummary(report)),
);

/** The first claim that appears twice, or the first count of the summary that is wrong for these claims. */
function wrongSummary({
  claims,
  table,
  summary,
}: {
  readonly claims: readonly ClaimReport[];
  readonly table: { readonly claims: readonly ClaimReport[] } | null;
  readonly summary: Summary;
}): string | null {
  const onTable = table?.claims ?? [];
  const made = summaryOf([...claims, ...onTable]);
  const counts = ({ verdicts, asExpected, exitCode }: Summary) => ({
    ...Object.fromEntries(Object.entries(verdicts).map(([word, count]) => [`verdicts.${word}`, count])),
    asExpected,
    exitCode,
  });
  const stated = Object.values(counts(summary));
  return (
    repeated('claims', claims) ??
    repeated('table.claims', onTable) ??
    firstWrong(Object.entries(counts(made)), ([name, count], i) =>
      stated[i] === count ? null : `summary.${name}: is ${stated[i]}, but by the claims it is ${count}`,
    )
  );
}

function repeated(path: string, claims: readonly ClaimReport[]): string | null {
  return firstWrong(claims, ({ id }, i) =>
    claims.findIndex((other) => other.id === id) < i ? `${path}.${i}.id: ${id} appears twice` : null,
  );
}

/** A report. */
export type Report = v.InferOutput<typeof REPORT_SCHEMA>;

/** The table section of a report. */
export type TableReport = NonNullable<Report['table']>;

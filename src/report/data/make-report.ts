import type { ClaimResult } from '../../verify/decide/schedule.js';
import type { BudgetName } from '../../verify/claim.js';
import { POWER, reachOf, SUITE_ALPHA, type Plan } from '../../verify/decide/plan.js';
import { isJsonObject, type Json } from '../../verify/json.js';
import { simplestCase } from '../../verify/found-cases.js';
import { exitCodeOf } from '../../verify/verdict.js';
import type { MapName } from '../../verify/variant.js';
import { METHOD } from '../words/method-words.js';
import { mapReport, type MapFacts } from './make-map.js';
import { parseReport } from './read-report.js';
import { REPORT_VERSION, type Report, type TableReport } from './schema.js';
import { summaryOf } from './summary.js';

/** What a report says about the run as a whole. */
export interface RunFacts extends Pick<Report, 'tool' | 'seed' | 'engine' | 'budget'> {
  readonly paper: Readonly<Omit<Report['paper'], 'authors'>> & { readonly authors: readonly string[] };
  /** The number of claims that share α. */
  readonly claims: number;
  readonly seconds: number;
  /** The number of cells of maps that share α. */
  readonly cells?: number;
  /** The phase pictures in the form of the report, which are checked with it. */
  readonly phases?: readonly unknown[] | null;
  /** The maps that were asked for. */
  readonly maps?: Readonly<Partial<Record<MapName, MapFacts>>>;
  /** The regressions, with their outcomes. */
  readonly regressions?: readonly { readonly file: string; readonly claim: string; readonly outcome: string }[];
}

/** A given table with the results of the claims on it. */
export interface TableFacts extends Readonly<Omit<TableReport, 'claims' | 'assumptions'>> {
  readonly assumptions: readonly { readonly name: string; readonly meaning: string; readonly offenders: readonly string[] }[];
  readonly results: readonly ClaimResult[];
}

/**
 * Makes a report from the results of a run, and checks it against the schema.
 *
 * @param results - the results on random tables, including those of maps
 * @throws InputError if the report breaks the schema
 */
export function makeReport(run: RunFacts, results: readonly ClaimResult[], table: TableFacts | null): Report {
  const claims = results.filter(({ origin }) => origin.kind !== 'variant');
  const decidable = claims.filter(({ verdict }) => verdict.word !== 'SKIPPED').map(({ claim }) => claim.id);
  const mapOf = (name: MapName) => {
    const facts = run.maps?.[name];
    if (facts === undefined) return null;
    const cells = results.filter(({ origin }) => origin.kind === 'variant' && origin.variant.map === name);
    return mapReport(name, facts, cells, { cells: run.cells ?? 0, budget: run.budget, claims: decidable });
  };
  const judged = [...claims, ...(table?.results ?? [])].map(({ claim: { expected }, verdict }) => ({ expected, verdict }));
  return parseReport({
    format: 'ic-recall-report',
    version: REPORT_VERSION,
    tool: run.tool,
    paper: run.paper,
    seed: run.seed,
    engine: run.engine,
    budget: run.budget,
    method: METHOD,
    alpha: { suite: SUITE_ALPHA, claims: run.claims, each: SUITE_ALPHA / Math.max(1, run.claims) },
    summary: summaryOf(judged),
    regressions: run.regressions ?? [],
    claims: claims.map((result) => claimReport(result, run.budget)),
    table: table === null ? null : tableReport(table, run.budget),
    controls: mapOf('controls'),
    sensitivity: mapOf('sensitivity'),
    ablation: mapOf('ablation'),
    phases: run.phases ?? null,
    environment: { node: process.version, platform: process.platform, architecture: process.arch },
    timing: { seconds: run.seconds },
  });
}

function tableReport({ results, ...facts }: TableFacts, budget: BudgetName): unknown {
  return { ...facts, claims: results.map((result) => claimReport(result, budget)) };
}

function claimReport({ claim, plan, finite, scope, verdict, previews }: ClaimResult, budget: BudgetName): unknown {
  const { id, slug, kind, statement, reading, source, assumptions, thresholds, expected } = claim;
  return {
    id,
    slug,
    kind,
    statement,
    reading,
    source,
    assumptions,
    ...scope,
    tolerance: claim.tolerance[budget],
    thresholds,
    expected,
    control: claim.control ?? null,
    planned: plan === null || finite ? null : plannedReport(claim, plan),
    verdict,
    previews: {
      bands: previews.overview,
      example: previews.example,
      counterexample: captioned(previews.counterexample, simplestCase(verdict)?.description),
    },
    asExpected: exitCodeOf(verdict.word, claim.expected) === 0,
  };
}

/** The preview of a counterexample, with the verdict's description: a case that was read back knows less about how it was drawn. */
function captioned(preview: Json, description: string | undefined): unknown {
  return isJsonObject(preview) && description !== undefined ? { ...preview, description } : preview;
}

function plannedReport(claim: ClaimResult['claim'], plan: Plan): unknown {
  return { cases: plan.cases, hunted: plan.hunted, ...reachOf(claim, plan), power: POWER };
}

import type { Interval } from '../../verify/statistics/clopper-pearson.js';
import { MAP_NAMES, type MapName } from '../../verify/variant.js';
import { exitCodeOf, type VerdictWord } from '../../verify/verdict.js';
import { evidenceLine } from '../words/evidence-line.js';
import type { CellReport } from './map-schema.js';
import type { ClaimReport } from './claim-schema.js';
import type { Report } from './schema.js';
import { wasAsked } from './summary.js';

/** What a change means for whoever waits for a green light, the gravest first. */
export const SEVERITIES = ['fail', 'warn', 'fixed', 'note'] as const;

/** One of the severities; what has not changed has none. */
export type Severity = (typeof SEVERITIES)[number];

/** What one of two reports says of a claim. */
export interface Said {
  readonly word: VerdictWord;
  readonly asExpected: boolean;
  readonly evidence: string;
}

/** Two intervals of violation rates that do not overlap. */
export interface RateChange {
  readonly direction: 'higher' | 'lower';
  readonly baseline: Interval;
  readonly report: Interval;
}

interface About {
  readonly id: string;
  readonly slug: string;
  /** Whether the claim was held to the given table. */
  readonly given: boolean;
  readonly severity: Severity | null;
}

/** A claim in two reports. */
export type ClaimComparison = About &
  (
    | {
        readonly kind: 'compared';
        readonly baseline: Said;
        readonly report: Said;
        /** Null where the intervals overlap, or one of the verdicts has none. */
        readonly rate: RateChange | null;
        /** Why the change is of its severity. */
        readonly why: string | null;
      }
    /** It says something else than it did: what it comes to is no regression and no mending. */
    | { readonly kind: 'not comparable'; readonly differing: readonly string[]; readonly baseline: Said; readonly report: Said }
    | { readonly kind: 'only in the baseline'; readonly baseline: Said }
    | { readonly kind: 'only in the report'; readonly report: Said }
  );

/** A cell of a map that came to something else. */
export interface CellComparison {
  readonly map: MapName;
  readonly claim: string;
  readonly column: string;
  readonly baseline: CellReport['outcome'];
  /** Null where the report has no such cell, or draws its cases otherwise. */
  readonly report: CellReport['outcome'] | null;
  readonly severity: Severity;
}

/** Two reports, the first of which is the baseline. */
export interface Comparison {
  /** The runs' circumstances that are not the same: each may be why a verdict is not. */
  readonly differences: readonly { readonly field: string; readonly baseline: string; readonly report: string }[];
  /** Those of the report, in its order, and then those that are only in the baseline. */
  readonly claims: readonly ClaimComparison[];
  readonly cells: readonly CellComparison[];
  /** At most this is the chance that any interval of the two reports misses its rate. */
  readonly alpha: number;
  /** The gravest of all; null where nothing has changed. */
  readonly severity: Severity | null;
}

/** Says what has changed from one report to another. */
export function compareReports(baseline: Report, report: Report): Comparison {
  const claims = [
    ...compareClaims(baseline.claims, report.claims, false),
    ...compareClaims(baseline.table?.claims ?? [], report.table?.claims ?? [], true),
  ];
  const cells = MAP_NAMES.flatMap((name) => compareMaps(name, baseline, report));
  const found = new Set([...claims, ...cells].map(({ severity }) => severity));
  return {
    differences: differencesOf(baseline, report),
    claims,
    cells,
    alpha: baseline.alpha.suite + report.alpha.suite,
    severity: SEVERITIES.find((severity) => found.has(severity)) ?? null,
  };
}

/** What beside the code may be why verdicts differ. */
function differencesOf(baseline: Report, report: Report): Comparison['differences'] {
  const facts = ({ tool, engine, budget, seed, table, ...maps }: Report) => ({
    version: tool.version,
    engine,
    budget,
    seed,
    table:
      table === null
        ? 'none'
        : `${table.source} (${table.facts} facts, S = ${table.subjects}, R = ${table.relations}, A = ${table.answers}; SHA-256 ${table.hash.slice(0, 12)})`,
    maps: MAP_NAMES.filter((name) => maps[name] !== null).join(', ') || 'none',
  });
  const before = Object.entries(facts(baseline));
  const after = Object.values(facts(report));
  return before
    .map(([field, value], i) => ({ field, baseline: value, report: after[i] }))
    .filter((each) => each.baseline !== each.report);
}

function compareClaims(baseline: readonly ClaimReport[], report: readonly ClaimReport[], given: boolean): ClaimComparison[] {
  const before = new Map(baseline.map((claim) => [claim.id, claim]));
  const after = new Map(report.map((claim) => [claim.id, claim]));
  return [
    ...report.flatMap((claim) => comparisonOf(before.get(claim.id) ?? null, claim, given)),
    ...baseline.filter(({ id }) => !after.has(id)).flatMap((claim) => comparisonOf(claim, null, given)),
  ];
}

/** None for a claim that neither of the reports asked. A claim that the selection left out of one of them is as if it were not there. */
function comparisonOf(baseline: ClaimReport | null, report: ClaimReport | null, given: boolean): ClaimComparison[] {
  const [before, after] = [baseline, report].map((claim) => (claim === null || isUnselected(claim) ? null : claim));
  if (before !== null && after !== null) {
    return wasAsked(before) || wasAsked(after) ? [compareClaim(before, after, given)] : [];
  }
  if (after !== null) return wasAsked(after) ? [added(after, given)] : [];
  return before !== null && wasAsked(before) ? [removed(before, given)] : [];
}

function isUnselected({ verdict }: ClaimReport): boolean {
  return verdict.word === 'SKIPPED' && verdict.by === 'selection';
}

function added(claim: ClaimReport, given: boolean): ClaimComparison {
  const { id, slug, asExpected } = claim;
  return { kind: 'only in the report', id, slug, given, report: saidOf(claim), severity: asExpected ? 'note' : 'warn' };
}

/** What is not looked at any more cannot get worse either. */
function removed(claim: ClaimReport, given: boolean): ClaimComparison {
  const { id, slug } = claim;
  return { kind: 'only in the baseline', id, slug, given, baseline: saidOf(claim), severity: 'warn' };
}

function compareClaim(baseline: ClaimReport, report: ClaimReport, given: boolean): ClaimComparison {
  const { id, slug } = report;
  const about = { id, slug, given, baseline: saidOf(baseline), report: saidOf(report) };
  if (!wasAsked(report)) return { kind: 'compared', ...about, rate: null, severity: 'note', why: 'the budget leaves it out' };
  const differing = SAYINGS.filter((field) => JSON.stringify(sayings(baseline)[field]) !== JSON.stringify(sayings(report)[field]));
  if (differing.length > 0 && wasAsked(baseline)) {
    return { kind: 'not comparable', ...about, differing, severity: report.asExpected ? 'note' : 'warn' };
  }
  const verdict = verdictChange(baseline, report);
  const rate = rateChange(intervalOf(baseline), intervalOf(report));
  const rated = rate === null ? null : { severity: rateSeverity(rate, report), why: `the violation rate is ${rate.direction}` };
  const grave = [verdict, rated]
    .filter((each) => each !== null)
    .toSorted((one, other) => rankOf(one.severity) - rankOf(other.severity));
  return {
    kind: 'compared',
    ...about,
    rate,
    severity: grave[0]?.severity ?? null,
    why: grave.map(({ why }) => why).join('; ') || null,
  };
}

function rankOf(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

/** What a claim says, and what it is held to: where any of this is other, so is the question. */
function sayings({ kind, statement, assumptions, domain, distribution, tolerance, thresholds, expected, control }: ClaimReport) {
  return {
    statement,
    kind,
    assumptions,
    domain,
    distribution,
    tolerance,
    thresholds: thresholds.map(({ quantity, bound, value }) => [quantity, bound, value]),
    expected,
    control,
  };
}

const SAYINGS = [
  'statement',
  'kind',
  'assumptions',
  'domain',
  'distribution',
  'tolerance',
  'thresholds',
  'expected',
  'control',
] as const;

function saidOf(claim: ClaimReport): Said {
  return { word: claim.verdict.word, asExpected: claim.asExpected, evidence: evidenceLine(claim) };
}

/** By what a verdict's change is grave: 0 as expected, 1 contrary, 2 undecided, 3 ERROR, as exit codes have it. */
function verdictChange(baseline: ClaimReport, report: ClaimReport): { severity: Severity; why: string } | null {
  const [before, after] = [baseline.verdict.word, report.verdict.word];
  if (before === after) return null;
  const [from, to] = [exitCodeOf(before, baseline.expected), exitCodeOf(after, report.expected)];
  const decided = before === 'HOLDS' || before === 'REFUTED';
  switch (to) {
    case 3:
      return { severity: 'fail', why: wasAsked(baseline) ? 'it cannot be evaluated any more' : 'it cannot be evaluated' };
    case 1:
      return { severity: 'fail', why: `it is ${after}, and ${report.expected} is expected` };
    case 2:
      if (before === 'NOT APPLICABLE') return { severity: 'warn', why: 'it is applicable now, and not decided' };
      if (before === 'SKIPPED') return { severity: 'warn', why: 'it is asked now, and not decided' };
      return decided
        ? { severity: 'warn', why: 'it was decided, and is not any more' }
        : { severity: 'note', why: 'it is undecided' };
    case 0:
      if (after !== 'NOT APPLICABLE') {
        return from === 0 ? { severity: 'note', why: 'it is decided now' } : { severity: 'fixed', why: 'it is as expected now' };
      }
      return { severity: decided ? 'warn' : 'note', why: 'the table breaks what it assumes' };
  }
}

function intervalOf({ verdict }: ClaimReport): Interval | null {
  if ('estimate' in verdict) return verdict.estimate?.interval ?? null;
  return 'interval' in verdict ? verdict.interval : null;
}

/** Null where the intervals have a rate in common, which both may then be. */
function rateChange(baseline: Interval | null, report: Interval | null): RateChange | null {
  if (baseline === null || report === null) return null;
  if (report.lower > baseline.upper) return { direction: 'higher', baseline, report };
  return report.upper < baseline.lower ? { direction: 'lower', baseline, report } : null;
}

/** Violations are what a claim is to be without, and what a control is to have. */
function rateSeverity({ direction }: RateChange, { expected }: ClaimReport): Severity {
  return (direction === 'higher') === (expected === 'HOLDS') ? 'warn' : 'note';
}

/** Cells of a map that both reports have, of the same cases, that came to something else; and what told something once and is gone. */
function compareMaps(map: MapName, { [map]: baseline }: Report, { [map]: report }: Report): CellComparison[] {
  if (baseline === null || report === null) return [];
  const key = ({ claim, column, distribution, tolerance }: CellReport) => JSON.stringify([claim, column, distribution, tolerance]);
  const after = new Map(report.cells.map((cell) => [key(cell), cell.outcome]));
  return baseline.cells.flatMap((cell) => {
    const { claim, column, outcome } = cell;
    const now = after.get(key(cell)) ?? null;
    const told = AGAINST.has(outcome);
    if (now === outcome || (now === null && !told)) return [];
    return [
      {
        map,
        claim,
        column,
        baseline: outcome,
        report: now,
        severity: told && now !== null ? ('warn' as const) : ('note' as const),
      },
    ];
  });
}

const AGAINST: ReadonlySet<CellReport['outcome']> = new Set(['killed', 'detected', 'load-bearing']);

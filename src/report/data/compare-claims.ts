import type { Interval } from '../../verify/statistics/intervals/clopper-pearson.js';
import { exitCodeOf } from '../../verify/verdict.js';
import { evidenceLine } from '../words/evidence-line.js';
import type { ClaimReport } from './claim-schema.js';
import { SEVERITIES, type ClaimComparison, type RateChange, type ComparedResult, type Severity } from './comparison.js';
import { wasAsked } from './summary.js';

/**
 * Compares claims.
 *
 * @param given - whether they are the claims on the given table
 * @returns the claims of the report in its order, then those that are only in the baseline
 */
export function compareClaims(baseline: readonly ClaimReport[], report: readonly ClaimReport[], given: boolean): ClaimComparison[] {
  const before = new Map(baseline.map((claim) => [claim.id, claim]));
  const after = new Map(report.map((claim) => [claim.id, claim]));
  return [
    ...report.flatMap((claim) => comparisonOf(before.get(claim.id) ?? null, claim, given)),
    ...baseline.filter(({ id }) => !after.has(id)).flatMap((claim) => comparisonOf(claim, null, given)),
  ];
}

/**
 * Empty for a claim that both reports skipped. A claim that a report skipped by its selection counts as missing from that report.
 */
function comparisonOf(baseline: ClaimReport | null, report: ClaimReport | null, given: boolean): ClaimComparison[] {
  const [before, after] = [baseline, report].map((claim) => (claim === null || isUnselected(claim) ? null : claim));
  if (before !== null && after !== null) {
    return wasAsked(before) || wasAsked(after) ? [compareClaim(before, after, given)] : [];
  }
  if (after !== null) return wasAsked(after) ? [onlyInReport(after, given)] : [];
  return before !== null && wasAsked(before) ? [onlyInBaseline(before, given)] : [];
}

function isUnselected({ verdict }: ClaimReport): boolean {
  return verdict.word === 'SKIPPED' && verdict.by === 'selection';
}

function onlyInReport(claim: ClaimReport, given: boolean): ClaimComparison {
  const { id, slug, asExpected } = claim;
  return { kind: 'only in the report', id, slug, given, report: resultOf(claim), severity: asExpected ? 'note' : 'warn' };
}

/** A warning: a claim that is no longer tested can get worse unnoticed. */
function onlyInBaseline(claim: ClaimReport, given: boolean): ClaimComparison {
  const { id, slug } = claim;
  return { kind: 'only in the baseline', id, slug, given, baseline: resultOf(claim), severity: 'warn' };
}

function compareClaim(baseline: ClaimReport, report: ClaimReport, given: boolean): ClaimComparison {
  const { id, slug } = report;
  const about = { id, slug, given, baseline: resultOf(baseline), report: resultOf(report) };
  if (!wasAsked(report)) return { kind: 'compared', ...about, rate: null, severity: 'note', why: 'the budget skips it' };
  const differing = QUESTION_FIELDS.filter(
    (field) => JSON.stringify(questionOf(baseline)[field]) !== JSON.stringify(questionOf(report)[field]),
  );
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

/** What a claim says and how it is tested. Where any of this differs, the verdicts answer different questions. */
function questionOf({ kind, statement, assumptions, domain, distribution, tolerance, thresholds, expected, control }: ClaimReport) {
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

const QUESTION_FIELDS = [
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

function resultOf(claim: ClaimReport): ComparedResult {
  return { word: claim.verdict.word, asExpected: claim.asExpected, evidence: evidenceLine(claim) };
}

/** The severity of a changed verdict, by its exit codes: 0 as expected, 1 contrary, 2 undecided, 3 ERROR. */
function verdictChange(baseline: ClaimReport, report: ClaimReport): { severity: Severity; why: string } | null {
  const [before, after] = [baseline.verdict.word, report.verdict.word];
  if (before === after) return null;
  const [from, to] = [exitCodeOf(before, baseline.expected), exitCodeOf(after, report.expected)];
  const decided = before === 'HOLDS' || before === 'REFUTED';
  switch (to) {
    case 3:
      return { severity: 'fail', why: wasAsked(baseline) ? 'it can no longer be evaluated' : 'it cannot be evaluated' };
    case 1:
      return { severity: 'fail', why: `it is ${after}, but ${report.expected} is expected` };
    case 2:
      if (before === 'NOT APPLICABLE') return { severity: 'warn', why: 'it is applicable now, but not decided' };
      if (before === 'SKIPPED') return { severity: 'warn', why: 'it is no longer skipped, but not decided' };
      return decided ? { severity: 'warn', why: 'it was decided, and no longer is' } : { severity: 'note', why: 'it is undecided' };
    case 0:
      if (after !== 'NOT APPLICABLE') {
        return from === 0 ? { severity: 'note', why: 'it is decided now' } : { severity: 'fixed', why: 'it is as expected now' };
      }
      return { severity: decided ? 'warn' : 'note', why: 'the table breaks the claim’s assumptions' };
  }
}

function intervalOf({ verdict }: ClaimReport): Interval | null {
  if ('estimate' in verdict) return verdict.estimate?.interval ?? null;
  return 'interval' in verdict ? verdict.interval : null;
}

/** Null where the intervals overlap: then the rate may be the same in both. */
function rateChange(baseline: Interval | null, report: Interval | null): RateChange | null {
  if (baseline === null || report === null) return null;
  if (report.lower > baseline.upper) return { direction: 'higher', baseline, report };
  return report.upper < baseline.lower ? { direction: 'lower', baseline, report } : null;
}

/** A claim should have few violations, and a control many. */
function rateSeverity({ direction }: RateChange, { expected }: ClaimReport): Severity {
  return (direction === 'higher') === (expected === 'HOLDS') ? 'warn' : 'note';
}

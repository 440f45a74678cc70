import type { Interval } from '../../verify/statistics/clopper-pearson.js';
import { exitCodeOf } from '../../verify/verdict.js';
import { evidenceLine } from '../words/evidence-line.js';
import type { ClaimReport } from './claim-schema.js';
import { SEVERITIES, type ClaimComparison, type RateChange, type Said, type Severity } from './comparison.js';
import { wasAsked } from './summary.js';

/**
 * What has changed of claims.
 *
 * @param given - whether they were held to the given table
 * @returns those of the report, in its order, and then those that are only in the baseline
 */
export function compareClaims(baseline: readonly ClaimReport[], report: readonly ClaimReport[], given: boolean): ClaimComparison[] {
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

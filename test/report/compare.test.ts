import { describe, expect, it } from 'vitest';
import { compareReports } from '../../src/report/data/compare.js';
import type { ClaimComparison } from '../../src/report/data/comparison.js';
import { renderComparisonMarkdown } from '../../src/report/text/comparison-markdown.js';
import { makeReport } from '../../src/report/data/make-report.js';
import type { ClaimReport } from '../../src/report/data/claim-schema.js';
import type { Report } from '../../src/report/data/schema.js';
import { runSuite } from '../../src/verify/decide/run-suite.js';
import { hostileReport, RUN } from '../kit/sample-report.js';
import { toyClaim, toyExperiment } from '../verify/toy-claims.js';

/** A claim that comes to each verdict a claim can come to. */
function everyWord(): Record<string, ClaimReport> {
  const claim = toyClaim({ id: 'X' });
  let calls = 0;
  const rules = {
    HOLDS: { claim, margin: () => 1 },
    REFUTED: { claim, margin: () => -1 },
    INCONCLUSIVE: { claim, margin: (value: number) => (value % 20 === 0 ? -1 : 1) },
    VACUOUS: { claim, margin: () => 1, meetsAssumptions: () => false },
    UNSTABLE: { claim, margin: () => (++calls % 50 === 0 ? -1 : 1) },
    ERROR: {
      claim,
      margin: (): number => {
        throw new Error('no number');
      },
    },
  };
  const decided = Object.entries(rules).map(([word, rule]) => {
    const experiment = toyExperiment(word, [rule]);
    const results = runSuite([experiment], { seed: 1n, budget: 'quick', only: null });
    const [report] = makeReport(RUN, results, null).claims;
    expect(report.verdict.word).toBe(word);
    return [word, report] as const;
  });
  const of = Object.fromEntries(decided);
  const none = { ...of['HOLDS'], planned: null, asExpected: true };
  const unmet = [{ assumption: 'in range', offenders: ['1'] }];
  return {
    ...of,
    BROKEN: {
      ...none,
      verdict: { word: 'NOT APPLICABLE', unmet, exploratory: null, stopped: 'it is broken' },
    },
    UNSELECTED: { ...none, verdict: { word: 'SKIPPED', by: 'selection', stopped: 'it is left out' } },
    BUDGET: { ...none, verdict: { word: 'SKIPPED', by: 'budget', least: 'standard', stopped: 'it is left out' } },
  };
}

const HELD = everyWord();
const CONTROL: Record<string, ClaimReport> = {
  HOLDS: { ...HELD['HOLDS'], expected: 'REFUTED', asExpected: false },
  REFUTED: { ...HELD['REFUTED'], expected: 'REFUTED', asExpected: true },
};
const EMPTY = makeReport(RUN, [], null);

/** A report of these claims, whose summary is not read. */
function reportOf(...claims: ClaimReport[]): Report {
  return { ...EMPTY, claims };
}

function compared(baseline: ClaimReport, report: ClaimReport): ClaimComparison {
  const [only, ...others] = compareReports(reportOf(baseline), reportOf(report)).claims;
  expect(others).toEqual([]);
  return only;
}

/** The same verdict with another interval of its rate. */
function rated(claim: ClaimReport, lower: number, upper: number): ClaimReport {
  const { verdict } = claim;
  if (!('estimate' in verdict) || verdict.estimate === null) throw new Error('no estimate');
  return { ...claim, verdict: { ...verdict, estimate: { ...verdict.estimate, interval: { lower, upper } } } };
}

describe('a verdict that has changed', () => {
  it.each([
    ['HOLDS', 'REFUTED', 'fail'],
    ['HOLDS', 'INCONCLUSIVE', 'warn'],
    ['HOLDS', 'VACUOUS', 'warn'],
    ['HOLDS', 'UNSTABLE', 'warn'],
    ['HOLDS', 'ERROR', 'fail'],
    ['HOLDS', 'BROKEN', 'warn'],
    ['HOLDS', 'BUDGET', 'note'],
    ['HOLDS', 'HOLDS', null],
    ['REFUTED', 'REFUTED', null],
    ['REFUTED', 'HOLDS', 'fixed'],
    ['REFUTED', 'INCONCLUSIVE', 'warn'],
    ['REFUTED', 'ERROR', 'fail'],
    ['INCONCLUSIVE', 'HOLDS', 'fixed'],
    ['INCONCLUSIVE', 'REFUTED', 'fail'],
    ['INCONCLUSIVE', 'UNSTABLE', 'note'],
    ['INCONCLUSIVE', 'ERROR', 'fail'],
    ['ERROR', 'HOLDS', 'fixed'],
    ['ERROR', 'REFUTED', 'fail'],
    ['ERROR', 'VACUOUS', 'note'],
    ['ERROR', 'ERROR', null],
    ['BROKEN', 'HOLDS', 'note'],
    ['BROKEN', 'REFUTED', 'fail'],
    ['BROKEN', 'INCONCLUSIVE', 'warn'],
    ['BUDGET', 'BROKEN', 'note'],
    ['REFUTED', 'BUDGET', 'note'],
    ['ERROR', 'BUDGET', 'note'],
    ['BUDGET', 'HOLDS', 'note'],
    ['BUDGET', 'REFUTED', 'fail'],
    ['BUDGET', 'INCONCLUSIVE', 'warn'],
    ['BUDGET', 'ERROR', 'fail'],
  ] as const)('from %s to %s is of the severity %s', (before, after, severity) => {
    // With intervals that overlap whatever the verdict: only the verdicts differ.
    const wide = (claim: ClaimReport) => ('estimate' in claim.verdict ? rated(claim, 0, 1) : claim);
    expect(compared(wide(HELD[before]), wide(HELD[after]))).toMatchObject({ kind: 'compared', severity, rate: null });
  });

  it.each([
    ['HOLDS', 'UNSELECTED', 'only in the baseline', 'warn'],
    ['BROKEN', 'UNSELECTED', 'only in the baseline', 'warn'],
    ['UNSELECTED', 'HOLDS', 'only in the report', 'note'],
    ['UNSELECTED', 'REFUTED', 'only in the report', 'warn'],
  ] as const)('from %s to %s is as if the claim were not there: %s', (before, after, kind, severity) => {
    expect(compared(HELD[before], HELD[after])).toMatchObject({ kind, severity });
  });

  it.each([
    ['BUDGET', 'BUDGET'],
    ['BUDGET', 'UNSELECTED'],
    ['UNSELECTED', 'BUDGET'],
    ['UNSELECTED', 'UNSELECTED'],
  ] as const)('is none where neither report asked: %s, %s', (before, after) => {
    expect(compareReports(reportOf(HELD[before]), reportOf(HELD[after])).claims).toEqual([]);
    expect(compareReports(reportOf(HELD[before]), reportOf()).claims).toEqual([]);
  });

  it('is a note where a lesser budget skips the claim, whatever its tolerance there', () => {
    const skipped = { ...HELD['BUDGET'], tolerance: 0.01 };
    expect(compared(HELD['HOLDS'], skipped)).toMatchObject({ kind: 'compared', severity: 'note', why: 'the budget skips it' });
    expect(compared(skipped, HELD['HOLDS'])).toMatchObject({ kind: 'compared', severity: 'note', why: 'it is decided now' });
  });

  it('fails where the claim is contrary now, even if the budget of the baseline skipped it at another tolerance', () => {
    const skipped = { ...HELD['BUDGET'], tolerance: 0.01 };
    for (const word of ['REFUTED', 'ERROR'])
      expect(compared(skipped, HELD[word])).toMatchObject({ kind: 'compared', severity: 'fail' });
  });

  it('fails where a control holds, which is not as expected', () => {
    expect(compared(CONTROL['REFUTED'], CONTROL['HOLDS'])).toMatchObject({
      severity: 'fail',
      why: 'it is HOLDS, but REFUTED is expected; the violation rate is lower',
    });
    expect(compared(CONTROL['HOLDS'], CONTROL['REFUTED'])).toMatchObject({ severity: 'fixed' });
  });

  it.each([
    ['statement', { statement: 'another one' }],
    ['domain', { domain: '0 … 9' }],
    ['thresholds', { thresholds: [{ quantity: 'margin', bound: 'at least', value: 1, basis: 'none' }] }],
    ['tolerance', { tolerance: 0.01 }],
    ['expected', { expected: 'REFUTED', asExpected: true }],
    ['distribution', { distribution: 'only even ones' }],
    ['assumptions', { assumptions: ['Latin'] }],
  ] as const)('is not called a regression if the %s has changed', (field, other) => {
    const change = compared(HELD['HOLDS'], { ...HELD['REFUTED'], ...other } as ClaimReport);
    expect(change).toMatchObject({ kind: 'not comparable', differing: [field], severity: field === 'expected' ? 'note' : 'warn' });
    const markdown = renderComparisonMarkdown(
      compareReports(reportOf(HELD['HOLDS']), reportOf({ ...HELD['REFUTED'], ...other } as ClaimReport)),
    );
    expect(markdown).not.toContain('## Regressions');
    expect(markdown).toContain(`not comparable, since the claim has changed (${field}): it was HOLDS and is REFUTED`);
  });

  it('is compared even if the wording of reading, source or the basis of a threshold has changed', () => {
    const thresholds = HELD['REFUTED'].thresholds.map((each) => ({ ...each, basis: 'measured again' }));
    expect(compared(HELD['HOLDS'], { ...HELD['REFUTED'], reading: 'new', source: 'new', thresholds })).toMatchObject({
      kind: 'compared',
      severity: 'fail',
    });
  });
});

describe('a rate that has changed', () => {
  const at = (lower: number, upper: number) => rated(HELD['INCONCLUSIVE'], lower, upper);

  it('is reported with its direction if the intervals do not overlap; intervals that touch overlap', () => {
    expect(compared(at(0.01, 0.04), at(0.05, 0.09))).toMatchObject({
      severity: 'warn',
      rate: { direction: 'higher', baseline: { lower: 0.01, upper: 0.04 }, report: { lower: 0.05, upper: 0.09 } },
    });
    expect(compared(at(0.05, 0.09), at(0.01, 0.04))).toMatchObject({ severity: 'note', rate: { direction: 'lower' } });
    expect(compared(at(0.01, 0.05), at(0.05, 0.09))).toMatchObject({ severity: null, rate: null });
    expect(compared(at(0.01, 0.5), at(0.05, 0.09))).toMatchObject({ severity: null, rate: null });
  });

  it('is a warning for a control where it is lower', () => {
    const control = (lower: number, upper: number) => rated(CONTROL['REFUTED'], lower, upper);
    expect(compared(control(0.8, 1), control(0.2, 0.4))).toMatchObject({ severity: 'warn', rate: { direction: 'lower' } });
    expect(compared(control(0.2, 0.4), control(0.8, 1))).toMatchObject({ severity: 'note' });
  });

  it('needs an interval on both sides', () => {
    expect(compared(at(0.9, 1), HELD['ERROR'])).toMatchObject({ rate: null });
    expect(compared(HELD['VACUOUS'], at(0.9, 1))).toMatchObject({ rate: null });
  });

  it('states its certainty, which is that of both reports together', () => {
    const comparison = compareReports(reportOf(at(0.01, 0.04)), reportOf(at(0.05, 0.09)));
    expect(comparison.alpha).toBe(0.1);
    expect(renderComparisonMarkdown(comparison)).toContain(
      'The chance that any interval of the two reports does so, after any number of cases, is at most 10 %.',
    );
  });
});

describe('two reports', () => {
  const report = hostileReport();

  it('that are equal have no changes', () => {
    const same = compareReports(report, structuredClone(report));
    expect(same).toMatchObject({ differences: [], cells: [], severity: null });
    expect(same.claims.map(({ severity }) => severity)).toEqual(same.claims.map(() => null));
    expect(renderComparisonMarkdown(same)).toContain('**No verdict and no rate has changed in 14 claims.**');
  });

  it('name the seed, budget, engine, version and table where they differ', () => {
    const tool = { ...report.tool, version: '9.9.9' };
    const other: Report = { ...report, tool, seed: '7', budget: 'standard', engine: 'tensor', table: null, controls: null };
    expect(compareReports(report, other).differences).toEqual([
      { field: 'version', baseline: '0.0.0', report: '9.9.9' },
      { field: 'engine', baseline: 'sparse', report: 'tensor' },
      { field: 'budget', baseline: 'quick', report: 'standard' },
      { field: 'seed', baseline: report.seed, report: '7' },
      { field: 'table', baseline: 'evil|<i>.csv (4 facts, S = 4, R = 1, A = 2; SHA-256 03e5cc286909)', report: 'none' },
      { field: 'maps', baseline: 'controls', report: 'none' },
    ]);
  });

  it('distinguish claims on the given table from those on random ones, and name claims that only one of them has', () => {
    const { table } = report;
    if (table === null) throw new Error('no table');
    const [first] = table.claims;
    const moved: Report = { ...report, claims: [...report.claims, { ...first, id: 'NEW' }], table: { ...table, claims: [] } };
    const changed = compareReports(report, moved).claims.filter(({ severity }) => severity !== null);
    expect(changed.map(({ kind, id, given, severity }) => [kind, id, given, severity])).toEqual([
      ['only in the report', 'NEW', false, 'note'],
      ['only in the baseline', 'M1', true, 'warn'],
      ['only in the baseline', 'T3', true, 'warn'],
    ]);
    const red = { ...moved, claims: [...report.claims, { ...report.claims[1], id: 'RED' }] };
    expect(compareReports(report, red).claims.find(({ id }) => id === 'RED')).toMatchObject({ severity: 'warn' });
  });

  it('warn of a broken model that was killed and now survives', () => {
    const { controls } = report;
    if (controls === null) throw new Error('no map');
    const [killing, sparing, odd] = controls.cells;
    expect([killing.outcome, sparing.outcome]).toEqual(['killed', 'survived']);
    const cellsOf = (...cells: typeof controls.cells) =>
      compareReports(report, { ...report, controls: { ...controls, cells } }).cells;
    expect(cellsOf({ ...killing, outcome: 'survived' }, { ...sparing, outcome: 'killed' }, odd)).toEqual([
      { map: 'controls', claim: 'H', column: 'killing', baseline: 'killed', report: 'survived', severity: 'warn' },
      { map: 'controls', claim: 'H', column: 'sparing', baseline: 'survived', report: 'killed', severity: 'note' },
    ]);
    // Cells with differently drawn cases are not compared. It is noted that a killed model no longer has a cell.
    expect(cellsOf({ ...killing, outcome: 'survived', distribution: 'other' }, odd)).toEqual([
      { map: 'controls', claim: 'H', column: 'killing', baseline: 'killed', report: null, severity: 'note' },
    ]);
  });

  it('have the severity of their gravest change', () => {
    const severity = (...pairs: [ClaimReport, ClaimReport][]) => {
      const named = (side: 0 | 1) => pairs.map((pair, i) => ({ ...pair[side], id: `X${i}` }));
      return compareReports(reportOf(...named(0)), reportOf(...named(1))).severity;
    };
    const [warn, fail, fixed]: [ClaimReport, ClaimReport][] = [
      [HELD['HOLDS'], HELD['INCONCLUSIVE']],
      [HELD['HOLDS'], HELD['REFUTED']],
      [HELD['ERROR'], HELD['HOLDS']],
    ];
    expect([severity(fixed), severity(fixed, warn), severity(warn, fail, fixed), severity()]).toEqual([
      'fixed',
      'warn',
      'fail',
      null,
    ]);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { compareReports } from '../../src/report/data/compare.js';
import { renderComparedMarkdown } from '../../src/report/text/compared-markdown.js';
import { renderComparisonMarkdown } from '../../src/report/text/comparison-markdown.js';
import { comparisonHeadline } from '../../src/report/words/comparison-words.js';
import { COMMENT } from '../../src/report/text/fit-sections.js';
import { renderHtml } from '../../src/report/html/render-html.js';
import { renderMarkdown } from '../../src/report/text/markdown.js';
import { parseReport } from '../../src/report/data/read-report.js';
import type { ClaimReport } from '../../src/report/data/claim-schema.js';
import type { Report } from '../../src/report/data/schema.js';
import { expectDescribedDrawings, expectSelfContained, expectSoundLinks } from '../kit/page-laws.js';
import { at, expectNumbersOf, numbersOn } from '../kit/page-numbers.js';
import { picturedReport, recounted } from '../kit/pictured-report.js';
import { elementsOf, elementsWith, readPage, textOf, type PageElement } from '../kit/read-page.js';

let report: Report;
let baseline: Report;
let html: string;
let page: PageElement;
let changes: PageElement;

/** The claim whose violation rate was measured, as if it had lain elsewhere. */
function rated(claim: ClaimReport, lower: number, upper: number): ClaimReport {
  const { verdict } = claim;
  if (!('estimate' in verdict) || verdict.estimate === null) throw new RangeError('it has an estimate');
  return { ...claim, verdict: { ...verdict, estimate: { ...verdict.estimate, interval: { lower, upper } } } };
}

beforeAll(() => {
  report = picturedReport();
  const error = { word: 'ERROR', message: '<b>no</b> answer', case: null, stopped: 'a case could not be evaluated' } as const;
  const claims = report.claims
    .filter(({ id }) => id !== 'T1') // only in the report
    .map((claim): ClaimReport => {
      switch (claim.id) {
        case 'T3': // its rate was another one
          return rated(claim, 0.91, 0.97);
        case 'M1': // it could not be evaluated
          return { ...claim, verdict: error, asExpected: false };
        case 'T2': // it said something else
          return { ...claim, statement: `not ${claim.statement}` };
        default:
          return claim;
      }
    });
  const gone: ClaimReport = { ...report.claims[0], id: 'Z9', slug: 'gone-<script>' };
  const controls = report.controls as NonNullable<Report['controls']>;
  const survived = controls.cells.findIndex(({ outcome }) => outcome === 'survived');
  const cells = controls.cells.with(survived, { ...controls.cells[survived], outcome: 'killed' });
  baseline = recounted({ ...report, seed: '77', controls: { ...controls, cells }, claims: [...claims, gone] });
  html = renderHtml(report, baseline);
  page = readPage(html);
  changes = elementsOf(page).find(({ attributes }) => attributes.get('id') === 'changes') as PageElement;
});

describe('report.html with a baseline', () => {
  it('begins with what has changed, and is the same page otherwise', () => {
    const [main] = elementsWith(page, 'main');
    expect(main.children[0]).toBe(changes);
    expect(textOf(changes)).toContain(comparisonHeadline(compareReports(baseline, report)));
    const start = html.indexOf('<section id="changes"');
    const end = html.indexOf('<section id="verdicts"');
    const without = html.slice(0, start) + html.slice(end);
    expect(without.replace('<li><a href="#changes">What has changed</a></li>', '')).toBe(renderHtml(report));
  });

  it('lists what became of each claim, by severity', () => {
    const row = (id: string) =>
      elementsWith(changes, 'tr')
        .filter((each) => each.children.some((child) => typeof child !== 'string' && child.attributes.get('scope') === 'row'))
        .map((each) => each.children.map(textOf))
        .find(([head]) => head.startsWith(`${id} `));
    expect(row('M1')?.[1]).toBe('ERROR → HOLDS: it is as expected now');
    expect(row('M1')?.[2]).toContain('<b>no</b> answer');
    expect(row('T1')?.slice(1, 3)).toEqual(['only in the report: it is HOLDS', '']);
    expect(row('T2')?.[1]).toBe('not comparable, since the claim has changed (statement): it was HOLDS and is HOLDS');
    expect(row('T3')?.[1]).toMatch(/^HOLDS: the violation rate is lower \(91 % … 97 % → .* % … .* %\)$/);
    expect(row('Z9')?.slice(1)).toEqual(['only in the baseline: it was HOLDS', row('Z9')?.[2], '']);
    expect(row('S1')).toBeUndefined();
    expect(elementsWith(changes, 'h3').map(textOf)).toEqual(['Warnings', 'As expected again', 'Also changed']);
    expect(textOf(changes)).toContain('seed77');
  });

  it('shows the numbers of both files as they stand there', () => {
    expect(expectNumbersOf(page, { ...report, baseline })).toBeGreaterThan(8000);
    const shown = numbersOn(changes);
    const [before, now] = [baseline, report].map(({ claims }) => claims.findIndex(({ id }) => id === 'T3'));
    const interval = 'verdict.estimate.interval';
    expect(shown.map(({ path }) => path)).toEqual([
      `baseline.claims.${before}.${interval}.lower`,
      `baseline.claims.${before}.${interval}.upper`,
      `claims.${now}.${interval}.lower`,
      `claims.${now}.${interval}.upper`,
    ]);
    expect(at({ baseline }, shown[0].path)).toBe(0.91);
  });

  it('would be caught with the two reports exchanged', () => {
    const exchanged = elementsOf(readPage(renderHtml(baseline, report))).find(
      ({ attributes }) => attributes.get('id') === 'changes',
    ) as PageElement;
    expect(() => expectNumbersOf(exchanged, { ...report, baseline })).toThrow();
  });

  it('is a sound page: names are text, links lead somewhere, nothing is fetched', () => {
    expectSelfContained(html);
    expectSoundLinks(page);
    expect(expectDescribedDrawings(page)).toBeGreaterThan(150);
    expect(textOf(changes)).toContain('gone-<script>');
  });

  it('says so where nothing has changed', () => {
    const same = readPage(renderHtml(report, parseReport(JSON.parse(JSON.stringify(report)))));
    const section = elementsOf(same).find(({ attributes }) => attributes.get('id') === 'changes') as PageElement;
    expect(textOf(section)).toMatch(/^What has changed since the baselineNo verdict and no rate has changed in \d+ claims\.$/);
  });
});

describe('report.md with a baseline', () => {
  it('has the comparison at its top, and both fit into a comment', () => {
    const comparison = renderComparisonMarkdown(compareReports(baseline, report));
    const whole = { ...COMMENT, most: Infinity };
    expect(renderComparedMarkdown(report, baseline, whole)).toBe(`${comparison}\n${renderMarkdown(report, whole)}`);
    const cut = renderComparedMarkdown(report, baseline);
    expect(cut.length).toBeLessThanOrEqual(COMMENT.most);
    expect(cut.startsWith(`${comparison}\n# ic-recall report\n`)).toBe(true);
  });

  it('leaves room for the report where very much has changed', () => {
    const nothing = recounted({ ...report, claims: [], table: null });
    const cut = renderComparedMarkdown(report, nothing, { ...COMMENT, most: 12_000 });
    expect(cut.length).toBeLessThanOrEqual(12_000);
    expect(cut.match(/^# .*$/gm)).toEqual(['# ic-recall: compared with the baseline', '# ic-recall report']);
    expect(cut).toContain('Left out, since a comment holds no more: ');
  });
});

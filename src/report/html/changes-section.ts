import { compareReports } from '../data/compare.js';
import {
  SEVERITIES,
  type CellComparison,
  type ClaimComparison,
  type Comparison,
  type RateChange,
  type Severity,
} from '../data/comparison.js';
import { cellLine, changeWords, comparisonHeadline, intervalSentence, SEVERITY_TITLES } from '../words/comparison-words.js';
import { nameOnTable } from '../words/name-on-table.js';
import { shortTitleOf } from '../words/map-words.js';
import type { Report } from '../data/schema.js';
import { anchorOf } from './anchor.js';
import { markup, short, type Child, type Markup } from './markup.js';
import { ReportNumbers } from './report-numbers.js';

/**
 * What has changed since an earlier report: how the runs differ, verdicts, rates whose intervals do not overlap, and cells of maps.
 */
export function changesSection(numbers: ReportNumbers, report: Report, baseline: Report): Markup {
  const comparison = compareReports(baseline, report);
  const both = { now: numbers, before: new ReportNumbers(baseline, 'baseline') };
  const rates = comparison.claims.some((claim) => claim.kind === 'compared' && claim.rate !== null);
  return markup`<section id="changes" aria-labelledby="changes-title"><h2 id="changes-title">What has changed since the baseline</h2><p class="lead"><b>${comparisonHeadline(comparison)}</b></p>${differences(comparison)}${SEVERITIES.map((severity) => severityTable(both, comparison, severity))}${
    rates ? markup`<p class="note">${intervalSentence(comparison)}</p>` : null
  }</section>`;
}

/** The numbers of the report, and those of the baseline. */
interface Both {
  readonly now: ReportNumbers;
  readonly before: ReportNumbers;
}

function differences({ differences: found }: Comparison): Markup | null {
  if (found.length === 0) return null;
  return table(
    'How the runs differ',
    ['', 'baseline', 'report'],
    found.map(({ field, baseline, report }) => [field, markup`<bdi>${short(baseline)}</bdi>`, markup`<bdi>${short(report)}</bdi>`]),
  );
}

function severityTable(both: Both, { claims, cells }: Comparison, severity: Severity): Markup | null {
  const rows = [
    ...claims.filter((claim) => claim.severity === severity).map((claim) => claimRow(both, claim)),
    ...cells.filter((cell) => cell.severity === severity).map(cellRow),
  ];
  if (rows.length === 0) return null;
  return markup`<h3 class="group">${SEVERITY_TITLES[severity]}</h3>${table(SEVERITY_TITLES[severity], ['claim', 'change', 'evidence before', 'evidence now'], rows)}`;
}

function claimRow({ now, before }: Both, claim: ClaimComparison): Child[] {
  const { id, slug, given } = claim;
  const name =
    claim.kind === 'only in the baseline' || claim.report.word === 'SKIPPED'
      ? markup`<b>${id}</b>`
      : markup`<a href="#${anchorOf(claim, given)}">${id}</a>`;
  const rate = claim.kind === 'compared' ? claim.rate : null;
  return [
    markup`${name} <span class="slug">${nameOnTable(slug, given)}</span>`,
    markup`${changeWords(claim)}${rate === null ? null : rateOf({ now, before }, rate)}`,
    claim.kind === 'only in the report' ? null : short(claim.baseline.evidence, 300),
    claim.kind === 'only in the baseline' ? null : short(claim.report.evidence, 300),
  ];
}

function rateOf({ now, before }: Both, { baseline, report }: RateChange): Markup {
  const range = (numbers: ReportNumbers, interval: RateChange['report']) =>
    markup`${numbers.show(interval, 'lower', 'percentAtLeast')} … ${numbers.show(interval, 'upper', 'percentAtMost')}`;
  return markup` (${range(before, baseline)} → ${range(now, report)})`;
}

function cellRow(cell: CellComparison): Child[] {
  return [
    markup`<b>${cell.claim}</b>`,
    markup`${shortTitleOf(cell.map)}, ${short(cell.column, 120)}: ${cellLine(cell)}`,
    null,
    null,
  ];
}

function table(caption: string, headings: readonly string[], rows: readonly (readonly Child[])[]): Markup {
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="${caption}"><table class="changes"><caption class="unseen">${caption}</caption><thead><tr>${headings.map((heading) => (heading === '' ? markup`<td></td>` : markup`<th scope="col">${heading}</th>`))}</tr></thead><tbody>${rows.map(
    ([head, ...cells]) => markup`<tr><th scope="row">${head}</th>${cells.map((cell) => markup`<td>${cell}</td>`)}</tr>`,
  )}</tbody></table></div>`;
}

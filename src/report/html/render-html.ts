import { MAP_NAMES } from '../../verify/variant.js';
import { wasAsked } from '../data/summary.js';
import { shortTitleOf } from '../words/map-words.js';
import type { ClaimReport } from '../data/claim-schema.js';
import { isControl } from '../data/is-control.js';
import type { Report } from '../data/schema.js';
import { changesSection } from './changes-section.js';
import { anchorOf } from './anchor.js';
import { claimSection } from './claim-section.js';
import { COLOUR_SCALE } from './figures/attention-heatmap.js';
import { HATCH } from './figures/margins-strip.js';
import { phaseMatrices } from './figures/phase-matrix.js';
import { mapSection } from './map-section.js';
import { masthead } from './masthead.js';
import { idOf, markup, short, type Child, type Markup } from './markup.js';
import { methodSection } from './method-section.js';
import { pageFrame } from './page-frame.js';
import { ReportNumbers } from './report-numbers.js';
import { tableSection } from './table-section.js';
import { SHAPE_SYMBOLS, verdictShape } from './verdict-chip.js';
import { verdictFilter, verdictTable } from './verdict-table.js';

/**
 * Renders a report as one HTML file. It uses no network and no third-party font or script, and has all its content without JavaScript, which
 * only adds filtering, copying and the choice of a theme. The same report gives the same bytes.
 *
 * @param baseline - an earlier report; the page then begins with the changes since it
 */
export function renderHtml(report: Report, baseline: Report | null = null): string {
  const numbers = new ReportNumbers(report);
  return pageFrame({
    generator: `${report.tool.name} ${report.tool.version}`,
    title: `ic-recall report: ${headline(report)}`,
    skip: 'Skip to the verdicts',
    symbols: [SHAPE_SYMBOLS, COLOUR_SCALE, HATCH],
    masthead: masthead(numbers, report),
    contents: [baseline === null ? null : markup`<li><a href="#changes">What has changed</a></li>`, contents(report)],
    main: [
      baseline === null ? null : changesSection(numbers, report, baseline),
      summary(numbers, report),
      claimSections(numbers, report),
      report.table === null ? null : tableSection(numbers, report.table),
      maps(numbers, report),
      phases(numbers, report),
      methodSection(numbers, report),
    ],
  });
}

function headline({ summary: { verdicts } }: Report): string {
  return `${verdicts.HOLDS} hold, ${verdicts.REFUTED} refuted`;
}

/** The table of contents, with the verdict of each claim. */
function contents(report: Report): Markup {
  const asked = report.claims.filter(wasAsked);
  const line = (claim: ClaimReport, given: boolean) =>
    markup`<li data-verdict="${claim.verdict.word}"><a href="#${anchorOf(claim, given)}">${verdictShape(claim.verdict.word)}<span>${claim.id}</span><span class="slug">${claim.slug}</span><span class="unseen">${claim.verdict.word}</span>${claim.asExpected ? null : markup`<span class="flag" title="not as expected">!<span class="unseen"> not as expected</span></span>`}</a></li>`;
  const group = (title: string, claims: readonly ClaimReport[], given = false) =>
    claims.length === 0 ? null : markup`<li class="group">${title}<ul>${claims.map((claim) => line(claim, given))}</ul></li>`;
  const sections: Child[] = [
    ...MAP_NAMES.filter((name) => report[name] !== null).map(
      (name) => markup`<li><a href="#${name}">${shortTitleOf(name)}</a></li>`,
    ),
    report.phases === null || report.phases.length === 0 ? null : markup`<li><a href="#phases">Phase pictures</a></li>`,
    markup`<li><a href="#method">How it was decided</a></li>`,
  ];
  return markup`<li><a href="#verdicts">Verdicts</a></li>${group(
    'Claims',
    asked.filter((claim) => !isControl(claim)),
  )}${group('Controls', asked.filter(isControl))}${
    report.table === null
      ? null
      : markup`<li><a href="#table">The table</a></li>${group('On the table', report.table.claims.filter(wasAsked), true)}`
  }${sections}`;
}

function summary(numbers: ReportNumbers, report: Report): Markup {
  return markup`<section id="verdicts" aria-labelledby="verdicts-title"><h2 id="verdicts-title">Verdicts</h2>${verdictFilter(report)}${verdictTable(numbers, report.claims, false, 'Verdicts on random tables')}</section>`;
}

function claimSections(numbers: ReportNumbers, report: Report): Markup {
  const among = report.claims.filter(wasAsked);
  const section = (claim: ClaimReport) => claimSection(numbers, claim, { given: false, among });
  const controls = among.filter(isControl);
  const own = among.filter((claim) => !isControl(claim));
  return markup`${own.length === 0 ? null : markup`<section id="claims" aria-labelledby="claims-title"><h2 id="claims-title">The claims</h2>${own.map(section)}</section>`}${
    controls.length === 0
      ? null
      : markup`<section id="broken" aria-labelledby="broken-title"><h2 id="broken-title">The controls</h2><p class="lead">Claims about models that are broken on purpose. Each must be refuted, or the claim it controls says nothing.</p>${controls.map(section)}</section>`
  }`;
}

function maps(numbers: ReportNumbers, report: Report): Markup[] {
  return MAP_NAMES.flatMap((name) => {
    const map = report[name];
    return map === null ? [] : [mapSection(numbers, name, map)];
  });
}

function phases(numbers: ReportNumbers, { phases: pictures }: Report): Markup | null {
  if (pictures === null || pictures.length === 0) return null;
  return markup`<section id="phases" aria-labelledby="phases-title"><h2 id="phases-title">Phase pictures</h2><p class="lead">Quantities over two parameters, inside the domains of the claims and beyond them.</p>${pictures.map(
    (phase) =>
      markup`<section class="phase" aria-labelledby="${idOf('phase', phase.id)}-title"><h3 id="${idOf('phase', phase.id)}-title">${short(phase.title, 120)}</h3><p>${short(phase.drawn, 600)}</p><div class="figures">${phaseMatrices(numbers, phase, idOf('phase', phase.id))}</div></section>`,
  )}</section>`;
}

import type { Report } from '../data/schema.js';
import { alphaSentence, REGRESSIONS_TITLE } from '../words/method-words.js';
import { markup, short, type Markup } from './markup.js';
import type { ReportNumbers } from './report-numbers.js';

/** How the verdicts were decided, the regressions that were replayed first, and the machine. */
export function methodSection(numbers: ReportNumbers, report: Report): Markup {
  const { method, regressions, environment, summary } = report;
  return markup`<section id="method" aria-labelledby="method-title"><h2 id="method-title">How it was decided</h2><p>${method}</p><p>${numbers.sentence(alphaSentence(report))}</p>${
    regressions.length === 0
      ? null
      : markup`<h3 class="group">${REGRESSIONS_TITLE}</h3><ul>${regressions.map(({ file, claim, outcome }) => markup`<li>${claim}, ${short(file)}: ${short(outcome)}</li>`)}</ul>`
  }<p class="note">This page was made from report.json, which has all its numbers in full precision. Exit code ${numbers.show(summary, 'exitCode', 'count')}; ${numbers.show(report.timing, 'seconds', 'figure')} s on Node ${environment.node}, ${environment.platform} ${environment.architecture}.</p></section>`;
}

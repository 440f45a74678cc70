import type { Report } from '../data/schema.js';
import { mathText } from './math-text.js';
import { markup, short, type Markup } from './markup.js';
import type { ReportNumbers } from './report-numbers.js';

/** How verdicts were reached, what was evaluated first, and what the run ran on. */
export function methodSection(numbers: ReportNumbers, report: Report): Markup {
  const { method, alpha, regressions, environment, summary } = report;
  return markup`<section id="method" aria-labelledby="method-title"><h2 id="method-title">How it was decided</h2><p>${mathText(method)}</p><p>The chance that the interval of any verdict misses the violation rate it is about is at most α = ${numbers.show(alpha, 'suite', 'figure')}, split evenly over the ${numbers.show(alpha, 'claims', 'count')} claims that the run could decide by statistics: ${numbers.show(alpha, 'each', 'figure')} each. A universal claim that HOLDS is therefore not proved: its violation rate lies below the tolerance at that confidence. Intervals of maps have an α of their own, and those of redrawn parts of counterexamples hold at 95 % each: both are exploratory.</p>${
    regressions.length === 0
      ? null
      : markup`<h3 class="group">Cases of earlier runs, evaluated first</h3><ul>${regressions.map(({ file, claim, outcome }) => markup`<li>${claim}, ${short(file)}: ${short(outcome)}</li>`)}</ul>`
  }<p class="note">Made from report.json alone, which has every number of this page in full. Exit code ${numbers.show(summary, 'exitCode', 'count')}; ${numbers.show(report.timing, 'seconds', 'figure')} s on Node ${environment.node}, ${environment.platform} ${environment.architecture}.</p></section>`;
}

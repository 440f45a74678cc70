import { exclusiveLine } from '../words/evidence-line.js';
import type { TableReport } from '../data/schema.js';
import { claimSection, offenderList } from './claim-section.js';
import { mathText } from './math-text.js';
import { markup, short, type Markup } from './markup.js';
import type { ReportNumbers } from './report-numbers.js';
import { verdictTable } from './verdict-table.js';

/** Offending facts of an assumption that are listed; report.json has them all. */
const LISTED_OFFENDERS = 8;

/** The given table: its sizes, which assumptions it meets, and what the claims came to on it. */
export function tableSection(numbers: ReportNumbers, table: TableReport): Markup {
  const merged = table.merged === 0 ? null : markup`; ${numbers.show(table, 'merged', 'count')} repeated lines merged`;
  return markup`<section id="table" aria-labelledby="table-title"><h2 id="table-title">The table <bdi>${short(table.source, 120)}</bdi></h2><p class="lead">${numbers.show(table, 'facts', 'count')} facts: ${numbers.show(table, 'subjects', 'count')} subjects, ${numbers.show(table, 'relations', 'count')} relations, ${numbers.show(table, 'answers', 'count')} answers${merged}. <span data-exclusive="">${exclusiveLine(table)}</span>. The least power that recalls every fact at ½ + ½ is ${numbers.show(table, 'leastRecallingPower', 'count')}.</p><div class="scroll" tabindex="0" role="group" aria-label="Which assumptions the table meets"><table><caption>Which assumptions it meets</caption><thead><tr><th scope="col">assumption</th><th scope="col">it says</th><th scope="col">met</th><th scope="col">facts that break it</th></tr></thead><tbody>${table.assumptions.map(
    ({ name, meaning, offenders }) =>
      markup`<tr><th scope="row">${mathText(name)}</th><td>${mathText(meaning)}</td><td>${offenders.length === 0 ? 'met' : markup`<b class="contrary">broken</b>`}</td><td>${offenderList(offenders, LISTED_OFFENDERS)}</td></tr>`,
  )}</tbody></table></div><h3 class="group">Verdicts on this table</h3>${verdictTable(numbers, table.claims, true, 'Verdicts on this table')}${table.claims.map((claim) => claimSection(numbers, claim, { given: true, beside: [] }))}</section>`;
}

import type { TableReport } from '../data/schema.js';
import { wasAsked } from '../data/summary.js';
import { LISTED_OFFENDERS } from '../words/offender-words.js';
import { BROKEN, MET } from '../words/assumption-words.js';
import { exclusiveSentence, mergedSentence, powerSentence, sizesSentence } from '../words/table-words.js';
import { claimSection } from './claim-section.js';
import { markup, short, type Markup } from './markup.js';
import { offenderList } from './offender-list.js';
import type { ReportNumbers } from './report-numbers.js';
import { verdictTable } from './verdict-table.js';

/** The given table: its sizes, which assumptions it meets, and the claims on it. */
export function tableSection(numbers: ReportNumbers, table: TableReport): Markup {
  const among = table.claims.filter(wasAsked);
  const merged = table.merged === 0 ? null : markup`; ${numbers.sentence(mergedSentence(table))}`;
  return markup`<section id="table" aria-labelledby="table-title"><h2 id="table-title">The table <bdi>${short(table.source, 120)}</bdi></h2><p class="lead">${numbers.sentence(sizesSentence(table))}${merged}. <span data-exclusive="">${numbers.sentence(exclusiveSentence(table))}</span>; ${numbers.sentence(powerSentence(table))}.</p><div class="scroll" tabindex="0" role="group" aria-label="Which assumptions the table meets"><table><caption>Which assumptions it meets</caption><thead><tr><th scope="col">assumption</th><th scope="col">meaning</th><th scope="col">met</th><th scope="col">facts that break it</th></tr></thead><tbody>${table.assumptions.map(
    ({ name, meaning, offenders }) =>
      markup`<tr><th scope="row">${name}</th><td>${meaning}</td><td>${offenders.length === 0 ? MET : markup`<b class="contrary">${BROKEN}</b>`}</td><td>${offenderList(offenders, LISTED_OFFENDERS.table)}</td></tr>`,
  )}</tbody></table></div><h3 class="group">Verdicts on this table</h3>${verdictTable(numbers, table.claims, true, 'Verdicts on this table')}${among.map((claim) => claimSection(numbers, claim, { given: true, among: [] }))}</section>`;
}

import { evidenceLine } from '../words/evidence-line.js';
import type { ClaimReport } from '../data/claim-schema.js';
import { anchorOf } from './claim-section.js';
import { mathText } from './math-text.js';
import { markup, short, type Markup } from './markup.js';
import type { ReportNumbers } from './report-numbers.js';
import { expectationNote, verdictChip } from './verdict-chip.js';

/** Every verdict in a line, each leading to its claim. */
export function verdictTable(numbers: ReportNumbers, claims: readonly ClaimReport[], given: boolean, caption: string): Markup {
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="${caption}"><table class="verdicts"><caption class="unseen">${caption}</caption><thead><tr><th scope="col">claim</th><th scope="col">verdict</th><th scope="col">evidence</th></tr></thead><tbody>${claims.map(
    (claim) =>
      markup`<tr data-verdict="${claim.verdict.word}"><th scope="row"><a href="#${anchorOf(claim, given)}">${claim.id}</a> <span class="slug">${claim.slug}</span></th><td>${verdictChip(claim.verdict.word)} ${expectationNote(claim)}</td><td data-evidence="${numbers.pathOf(claim)}">${mathText(short(evidenceLine(claim), 300))}</td></tr>`,
  )}</tbody></table></div>`;
}

/** Buttons that leave the claims of one verdict on the page; they appear where scripts run. */
export function verdictFilter(claims: readonly ClaimReport[]): Markup | null {
  const words = [...new Set(claims.map(({ verdict }) => verdict.word))];
  if (words.length < 2) return null;
  return markup`<div class="filter" role="group" aria-label="Show claims by verdict" hidden><button type="button" data-filter="" aria-pressed="true">all</button>${words.map(
    (word) => markup`<button type="button" data-filter="${word}" aria-pressed="false">${verdictChip(word)}</button>`,
  )}<span class="unseen" role="status" id="filter-status"></span></div>`;
}

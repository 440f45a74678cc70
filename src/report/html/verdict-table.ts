import type { ClaimReport } from '../data/claim-schema.js';
import type { Report } from '../data/schema.js';
import { askedClaims } from '../data/placed-claims.js';
import { wasAsked } from '../data/summary.js';
import { evidenceLine } from '../words/evidence-line.js';
import { skippedLine } from '../words/skipped-words.js';
import { anchorOf } from './anchor.js';
import { markup, short, type Markup } from './markup.js';
import type { ReportNumbers } from './report-numbers.js';
import { expectationNote, verdictChip } from './verdict-chip.js';

/** A table of verdicts, each with a link to its claim, and the skipped claims in one line, folded. */
export function verdictTable(numbers: ReportNumbers, claims: readonly ClaimReport[], given: boolean, caption: string): Markup {
  const asked = claims.filter(wasAsked);
  const skipped = skippedLine(claims);
  const table = markup`<div class="scroll" tabindex="0" role="group" aria-label="${caption}"><table class="verdicts"><caption class="unseen">${caption}</caption><thead><tr><th scope="col">claim</th><th scope="col">verdict</th><th scope="col">evidence</th></tr></thead><tbody>${asked.map(
    (claim) =>
      markup`<tr data-verdict="${claim.verdict.word}"><th scope="row"><a href="#${anchorOf(claim, given)}">${claim.id}</a> <span class="slug">${claim.slug}</span></th><td>${verdictChip(claim.verdict.word)} ${expectationNote(claim)}</td><td data-evidence="${numbers.pathOf(claim)}">${short(evidenceLine(claim), 300)}</td></tr>`,
  )}</tbody></table></div>`;
  return markup`${asked.length === 0 ? null : table}${
    skipped === null ? null : markup`<details class="more skipped"><summary>Skipped claims</summary><p>${skipped}.</p></details>`
  }`;
}

/** Buttons that show only the claims with one verdict. The script of the page makes them visible. */
export function verdictFilter(report: Report): Markup | null {
  const words = [...new Set(askedClaims(report).map(({ claim }) => claim.verdict.word))];
  if (words.length < 2) return null;
  return markup`<div class="filter" role="group" aria-label="Show claims by verdict" hidden><button type="button" data-filter="" aria-pressed="true">all</button>${words.map(
    (word) => markup`<button type="button" data-filter="${word}" aria-pressed="false">${verdictChip(word)}</button>`,
  )}<span class="unseen" role="status" id="filter-status"></span></div>`;
}

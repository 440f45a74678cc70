import type { ClaimReport } from '../data/claim-schema.js';
import type { Report } from '../data/schema.js';
import { anchorOf } from './claim-section.js';
import { markup, type Child, type Markup } from './markup.js';
import type { ReportNumbers } from './report-numbers.js';
import { verdictShape } from './verdict-chip.js';

/** What the first screen says: how many claims hold, are refuted, are undecided; what goes against expectation; and what the run was. */
export function masthead(numbers: ReportNumbers, report: Report): Markup {
  const { paper, summary, alpha, tool } = report;
  const onTable = report.table?.claims ?? [];
  const contrary = [
    ...report.claims.filter(({ asExpected }) => !asExpected).map((claim) => contraryLine(claim, false)),
    ...onTable.filter(({ asExpected }) => !asExpected).map((claim) => contraryLine(claim, true)),
  ];
  const { verdicts } = summary;
  const undecided = verdicts.INCONCLUSIVE + verdicts.VACUOUS + verdicts.UNSTABLE;
  const tally = (word: 'HOLDS' | 'REFUTED' | 'INCONCLUSIVE' | 'NOT APPLICABLE' | 'ERROR', count: Markup, words: string): Markup =>
    markup`<li>${verdictShape(word)}<span class="count">${count}</span> <span class="words">${words}</span></li>`;
  return markup`<header class="masthead"><p class="kicker">ic-recall report</p><h1>${paper.title}</h1><p class="paper">Claims read from ${paper.authors.join(', ')}, arXiv ${paper.arxiv}, ${paper.date}</p><ul class="tally">${tally(
    'HOLDS',
    numbers.entry(verdicts, 'HOLDS', 'count'),
    'hold',
  )}${tally('REFUTED', numbers.entry(verdicts, 'REFUTED', 'count'), 'are refuted')}${tally('INCONCLUSIVE', numbers.derived('undecided', undecided), 'are undecided')}${
    verdicts['NOT APPLICABLE'] === 0
      ? null
      : tally('NOT APPLICABLE', numbers.entry(verdicts, 'NOT APPLICABLE', 'count'), 'do not apply')
  }${verdicts.ERROR === 0 ? null : tally('ERROR', numbers.entry(verdicts, 'ERROR', 'count'), 'could not be evaluated')}</ul>${expectation(
    numbers,
    [...report.claims, ...onTable].filter(({ verdict }) => verdict.word !== 'NOT APPLICABLE').length,
    contrary,
  )}${aside(numbers, [...report.claims, ...onTable])}<dl class="run"><div><dt>Seed</dt><dd>${report.seed}</dd></div><div><dt>Version</dt><dd>${tool.name} ${tool.version}</dd></div><div><dt>Engine</dt><dd>${report.engine}</dd></div><div><dt>Budget</dt><dd>${report.budget}</dd></div><div><dt>Chance that any verdict’s interval misses its rate</dt><dd>at most ${numbers.show(alpha, 'suite', 'percent')}</dd></div></dl></header>`;
}

/** What the numbers above count with the rest: controls, and claims that the budget leaves out. */
function aside(numbers: ReportNumbers, claims: readonly ClaimReport[]): Markup | null {
  const controls = claims.filter(({ control, verdict }) => control !== null && verdict.word === 'REFUTED').length;
  const leftOut = claims.filter(({ verdict }) => verdict.word === 'SKIPPED').length;
  if (controls + leftOut === 0) return null;
  return markup`<p class="counted">${controls === 0 ? null : markup`${numbers.derived('controls', controls)} of the refuted ${controls === 1 ? 'is a control, a claim' : 'are controls, claims'} about something broken on purpose, which must be.`}${leftOut === 0 ? null : markup` ${numbers.derived('leftOut', leftOut)} that do not apply ${leftOut === 1 ? 'is' : 'are'} left out of this budget.`}</p>`;
}

function contraryLine(claim: ClaimReport, given: boolean): Markup {
  return markup`<li><a href="#${anchorOf(claim, given)}">${claim.id}${given ? ' on the table' : null}</a> ${claim.verdict.word}</li>`;
}

function expectation(numbers: ReportNumbers, total: number, contrary: Child[]): Markup {
  const of = markup`${numbers.derived('decided', total)} verdicts`;
  if (total === 0) return markup`<p class="expected">Nothing was decided: no claim applies.</p>`;
  return contrary.length === 0
    ? markup`<p class="expected">All ${of} are as expected.</p>`
    : markup`<div class="expected contrary"><p><b>${numbers.derived('contrary', contrary.length)}</b> of ${of} ${contrary.length === 1 ? 'is' : 'are'} not as expected:</p><ul>${contrary}</ul></div>`;
}

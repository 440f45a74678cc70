import { isControl } from '../data/is-control.js';
import { askedClaims, type PlacedClaim } from '../data/placed-claims.js';
import type { Report } from '../data/schema.js';
import { readFromLine } from '../words/paper-words.js';
import { expectationSentence } from '../words/headline-words.js';
import { nameOnTable } from '../words/name-on-table.js';
import { anchorOf } from './anchor.js';
import { markup, type Markup } from './markup.js';
import type { ReportNumbers } from './report-numbers.js';
import { verdictShape } from './verdict-chip.js';

/** The first screen: how many claims hold, are refuted or undecided; what is not as expected; and how the run was made. */
export function masthead(numbers: ReportNumbers, report: Report): Markup {
  const { paper, alpha, tool } = report;
  const run = [
    ['Seed', report.seed],
    ['Version', `${tool.name} ${tool.version}`],
    ['Engine', report.engine],
    ['Budget', report.budget],
    ['Chance that any verdict’s interval misses its rate', markup`at most ${numbers.show(alpha, 'suite', 'percent')}`],
  ] as const;
  return markup`<header class="masthead"><p class="kicker">ic-recall report</p><h1>${paper.title}</h1><p class="paper">${readFromLine(paper)}</p>${tally(numbers, report)}${expectation(numbers, report)}${controls(numbers, report)}<dl class="run">${run.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></header>`;
}

function tally(numbers: ReportNumbers, { summary: { verdicts } }: Report): Markup {
  const undecided = verdicts.INCONCLUSIVE + verdicts.VACUOUS + verdicts.UNSTABLE;
  const item = (word: 'HOLDS' | 'REFUTED' | 'INCONCLUSIVE' | 'NOT APPLICABLE' | 'ERROR', count: Markup, words: string): Markup =>
    markup`<li>${verdictShape(word)}<span class="count">${count}</span> <span class="words">${words}</span></li>`;
  const stored = (word: 'HOLDS' | 'REFUTED' | 'NOT APPLICABLE' | 'ERROR', words: string) =>
    item(word, numbers.show(verdicts, word, 'count'), words);
  return markup`<ul class="tally">${stored('HOLDS', 'hold')}${stored('REFUTED', 'are refuted')}${item('INCONCLUSIVE', numbers.sentence([{ rule: 'undecided', value: undecided }]), 'are undecided')}${
    verdicts['NOT APPLICABLE'] === 0 ? null : stored('NOT APPLICABLE', 'do not apply')
  }${verdicts.ERROR === 0 ? null : stored('ERROR', 'could not be evaluated')}</ul>`;
}

/** How many of the refuted claims are controls. */
function controls(numbers: ReportNumbers, report: Report): Markup | null {
  const value = askedClaims(report).filter(({ claim }) => isControl(claim) && claim.verdict.word === 'REFUTED').length;
  if (value === 0) return null;
  return markup`<p class="counted">${numbers.sentence([{ rule: 'controls', value }])} of the refuted claims ${value === 1 ? 'is a control: a claim about something broken on purpose, which must be refuted' : 'are controls: claims about something broken on purpose, which must be refuted'}.</p>`;
}

function expectation(numbers: ReportNumbers, report: Report): Markup {
  const contrary = askedClaims(report).filter(({ claim }) => !claim.asExpected);
  const sentence = numbers.sentence(expectationSentence(report));
  return contrary.length === 0
    ? markup`<p class="expected">${sentence}</p>`
    : markup`<div class="expected contrary"><p>${sentence}</p><ul>${contrary.map(contraryLine)}</ul></div>`;
}

function contraryLine({ claim, given }: PlacedClaim): Markup {
  return markup`<li><a href="#${anchorOf(claim, given)}">${nameOnTable(claim.id, given)}</a> ${claim.verdict.word}</li>`;
}

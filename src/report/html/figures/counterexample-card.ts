import { missOf, titleOf } from '../../words/case-words.js';
import type { Illustration } from '../../data/preview-schema.js';
import type { ClaimReport } from '../../data/claim-schema.js';
import { dataTable, numberColumn } from '../data-table.js';
import type { FoundCase } from '../../../verify/found-cases.js';
import { replayOf, REPLAY_PLACE } from '../../words/replay-command.js';
import { markup, short, type Markup } from '../markup.js';
import type { ReportNumbers } from '../report-numbers.js';
import { isToken, tokenText } from './figure.js';
import { attentionBars } from './attention-bars.js';
import { attentionHeatmap } from './attention-heatmap.js';

/** What a card shows besides the case. */
export interface CardFacts {
  readonly claim: ClaimReport;
  /** True if the case is about the given table. */
  readonly given: boolean;
  /** The preview of the case. */
  readonly illustration: Illustration | null;
  readonly id: string;
  /** The level of its heading. */
  readonly level: 4 | 5;
}

/** The most characters shown of a description; report.json has all of it. */
const LONGEST_DESCRIPTION = 600;

/** A case of a verdict: its description, the prompt and the answer, where attention went, and the command that replays it. */
export function counterexampleCard(numbers: ReportNumbers, found: FoundCase, facts: CardFacts): Markup {
  const { claim, given, illustration, id, level } = facts;
  const { description, conclusion } = found.case;
  const tone = found.role === 'witness' ? 'witness' : 'against';
  return markup`<div class="card ${tone}" role="group" aria-labelledby="${id}-title"><h${String(level)} id="${id}-title">${titleOf(found)}</h${String(level)}><p class="case">${prose(short(description, LONGEST_DESCRIPTION), given)}</p>${
    found.role === 'witness' ? null : markup`<p class="miss">Here ${missOf(found.case)}.</p>`
  }${illustration === null ? null : shown(numbers, illustration, { id, given })}${dataTable(`${titleOf(found)}: its quantities`, [
    { heading: 'quantity', cells: conclusion.quantities.map(({ name }) => short(name)) },
    numberColumn(numbers, 'value', conclusion.quantities, 'value', 'figure'),
    numberColumn(numbers, 'margin', conclusion.quantities, 'margin', 'figure'),
  ])}${found.role === null ? null : replayLine(replayOf(claim, given, found.role), id)}</div>`;
}

/** A command with a button that copies it. The script of the page makes the button visible. */
export function replayLine(command: string, id: string): Markup {
  return markup`<div class="replay"><span class="key">${REPLAY_PLACE}</span><code id="${id}-command">${command}</code><button type="button" class="copy" data-copies="${id}-command" hidden>Copy<span class="unseen"> the command that replays it</span></button></div>`;
}

function shown(numbers: ReportNumbers, illustration: Illustration, { id, given }: Pick<CardFacts, 'id' | 'given'>): Markup {
  const { prompt, attention, failures } = illustration;
  return markup`${prompt === null ? null : promptInWords(prompt)}${
    failures.length === 0
      ? null
      : markup`<ul class="failures">${failures.map((failure) => markup`<li>${prose(short(failure), given)}</li>`)}</ul>`
  }<details class="more"><summary>Its table</summary>${factList(numbers, illustration)}</details>${
    attention === null
      ? null
      : markup`<div class="figures">${(['relation', 'answer'] as const).map((row) => attentionBars(numbers, { attention, prompt }, row, `${id}-bars-${row}`))}</div>${attention.steps.length < 2 ? null : markup`<details class="more"><summary>Its training, step by step</summary><div class="figures">${(['relation', 'answer'] as const).map((row) => attentionHeatmap(numbers, attention, row, { id: `${id}-${row}`, of: 'This case' }))}</div></details>`}`
  }`;
}

/** A sentence about a case. It is isolated if it may contain names of a given table, which may be written in either direction. */
function prose(text: string, given: boolean): Markup {
  return given ? markup`<bdi>${text}</bdi>` : markup`${text}`;
}

/** The prompt in words, what was answered, and what was right. */
export function promptInWords({
  context,
  query,
  relation,
  right,
  inferred,
  answered,
  correct,
}: NonNullable<Illustration['prompt']>): Markup {
  return markup`<div class="prompt"><p><span class="key">Prompt</span> ${context.map(
    ({ subject, answer }) => markup`<span class="fact"><bdi>${nameOf(subject)}</bdi> → <bdi>${nameOf(answer)}</bdi></span> `,
  )}<span class="fact asked"><bdi>${nameOf(query)}</bdi> → ?</span></p><dl><div><dt>answered</dt><dd class="${correct ? 'right' : 'wrong'}">${inferred === null ? 'no relation: several tie' : markup`<bdi>${answered === null ? 'no answer: several tie' : nameOf(answered)}</bdi> by <bdi>${nameOf(inferred)}</bdi>`}</dd></div><div><dt>right</dt><dd class="right"><bdi>${nameOf(right)}</bdi> by <bdi>${nameOf(relation)}</bdi></dd></div></dl></div>`;
}

/** Facts of a case's table, those of the prompt first. */
export function factList(numbers: ReportNumbers, { facts }: Illustration): Markup | null {
  const { shown: some, total } = facts;
  if (some.length === 0) return null;
  const names = (pick: (fact: (typeof some)[number]) => string) => some.map((fact) => nameIsolated(pick(fact)));
  return markup`<p class="counts">${numbers.show(facts, 'total', 'count')} facts${total > some.length ? ', those of the prompt first' : null}:</p>${dataTable(
    'Facts of the case',
    [
      { heading: 'subject', cells: names(({ subject }) => subject) },
      { heading: 'relation', cells: names(({ relation }) => relation) },
      { heading: 'answer', cells: names(({ answer }) => answer) },
    ],
  )}`;
}

/** A name that is isolated if it comes from a given table, where it may be written in either direction. */
function nameIsolated(text: string): Markup {
  return isToken(text) ? nameOf(text) : markup`<bdi>${nameOf(text)}</bdi>`;
}

/** A name of the case's vocabulary: s_3 with an index, a name of a given table as it is. */
function nameOf(text: string): Markup {
  return isToken(text) ? tokenText(text) : markup`${short(text, 60)}`;
}

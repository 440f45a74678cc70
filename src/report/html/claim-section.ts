import { foundCases, type FoundCase } from '../../verify/found-cases.js';
import type { ClaimReport } from '../data/claim-schema.js';
import { assumedWords, CLAIM_LABELS, kindSentence } from '../words/claim-labels.js';
import { evidenceLine } from '../words/evidence-line.js';
import { stoppedSentence } from '../words/explain-verdict.js';
import { planSentence } from '../words/plan-words.js';
import { replayOf } from '../words/replay-command.js';
import { anchorOf } from './anchor.js';
import { claimEvidence } from './claim-evidence.js';
import { claimPreviews } from './claim-previews.js';
import { counterexampleCard, replayLine } from './figures/counterexample-card.js';
import { residualPlot } from './figures/residual-plot.js';
import { scalingPlot } from './figures/scaling-plot.js';
import { idOf, markup, short, type Child, type Markup } from './markup.js';
import type { ReportNumbers } from './report-numbers.js';
import { expectationNote, verdictChip } from './verdict-chip.js';

/** Where a claim is on the page. */
export interface ClaimPlace {
  /** True if it was tested on the given table. */
  readonly given: boolean;
  /** All claims in its part of the page. */
  readonly among: readonly ClaimReport[];
}

/** A claim: its statement and source, its verdict with the reason and the evidence, and its previews. */
export function claimSection(numbers: ReportNumbers, claim: ClaimReport, place: ClaimPlace): Markup {
  const { verdict } = claim;
  const id = anchorOf(claim, place.given);
  return markup`<article class="claim" id="${id}" data-verdict="${verdict.word}" aria-labelledby="${id}-title"><header><h3 id="${id}-title"><a class="anchor" href="#${id}">${claim.id}</a> <span class="slug">${claim.slug}</span></h3><p class="verdict">${verdictChip(verdict.word)} ${expectationNote(claim)}</p></header><div class="halves"><div class="saying"><p class="statement">${claim.statement}</p><dl class="facts">${controlOf(claim, place)}<div><dt>${CLAIM_LABELS.reading}</dt><dd>${claim.reading}</dd></div><div><dt>${CLAIM_LABELS.source}</dt><dd>${claim.source}</dd></div><div><dt>${CLAIM_LABELS.assumptions}</dt><dd>${assumedWords(claim)}</dd></div></dl>${details(numbers, claim)}</div><div class="showing"><p class="finding"><span data-evidence="${numbers.pathOf(claim)}">${short(evidenceLine(claim), 600)}</span>. <span class="stopped">${stoppedSentence(verdict, 400)}</span></p>${claimEvidence(numbers, claim, id)}</div></div>${growth(numbers, claim, place, id)}${claimPreviews(numbers, claim, id)}${cards(numbers, claim, place.given, id)}</article>`;
}

function controlOf({ control }: ClaimReport, { among }: ClaimPlace): Markup | null {
  if (control === null) return null;
  const { of, broken } = control;
  const name = among.some(({ id }) => id === of) ? markup`<a href="#${anchorOf({ id: of }, false)}">${of}</a>` : of;
  return markup`<div><dt>${CLAIM_LABELS.control}</dt><dd>${name}: ${broken}</dd></div>`;
}

function details(numbers: ReportNumbers, claim: ClaimReport): Markup {
  const { kind, domain, distribution, thresholds, planned } = claim;
  return markup`<details class="more prose"><summary>Domain, thresholds and plan</summary><dl class="facts"><div><dt>${CLAIM_LABELS.kind}</dt><dd>${numbers.sentence(kindSentence(claim))}</dd></div><div><dt>${CLAIM_LABELS.domain}</dt><dd>${domain}</dd></div><div><dt>${CLAIM_LABELS.distribution}</dt><dd>${distribution}</dd></div>${
    planned === null
      ? null
      : markup`<div><dt>${CLAIM_LABELS.plan}</dt><dd>${numbers.sentence(planSentence(kind, planned))}</dd></div>`
  }${thresholds.map(
    (threshold) =>
      markup`<div><dt>${CLAIM_LABELS.threshold}</dt><dd><b>${threshold.quantity}</b> ${threshold.bound} ${numbers.show(threshold, 'value', 'figure')}: ${threshold.basis}</dd></div>`,
  )}</dl></details>`;
}

/** Plots of n* over N: the claim's series and those of its controls, side by side. */
function growth(numbers: ReportNumbers, claim: ClaimReport, { among }: ClaimPlace, id: string): Markup | null {
  if (!('scaling' in claim.verdict)) return null;
  const controls = among.filter(({ control }) => control?.of === claim.id);
  return markup`<div class="figures">${[claim, ...controls].flatMap(({ id: owner, verdict }) =>
    'scaling' in verdict
      ? verdict.scaling.series.map(
          (series, i) =>
            markup`<div class="stack">${scalingPlot(numbers, series, { id: idOf(id, 'growth', owner, i), control: owner === claim.id ? null : owner })}${residualPlot(numbers, series, idOf(id, 'residuals', owner, i))}</div>`,
        )
      : [],
  )}</div>`;
}

function cards(numbers: ReportNumbers, claim: ClaimReport, given: boolean, id: string): Child {
  const { verdict, previews } = claim;
  if (verdict.word === 'ERROR') {
    return verdict.case === null
      ? null
      : markup`<div class="card against">${replayLine(replayOf(claim, given, 'error'), `${id}-error`)}</div>`;
  }
  const [first, ...others] = foundCases(verdict);
  if (first === undefined) return null;
  const card = (found: FoundCase, i: number) =>
    counterexampleCard(numbers, found, {
      claim,
      given,
      illustration: i === 0 ? previews.counterexample : null,
      id: idOf(id, 'case', i),
      level: 4,
    });
  return [
    card(first, 0),
    others.length === 0
      ? null
      : markup`<details class="more"><summary>${others.length === 1 ? 'One more case' : `${String(others.length)} more cases`}</summary>${others.map((found, i) => card(found, i + 1))}</details>`,
  ];
}

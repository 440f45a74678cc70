import type { Counterexample, Estimate, Hunt, Measurement } from '../../verify/evidence.js';
import type { ClaimReport } from '../data/claim-schema.js';
import { measurementsOf } from '../data/measurements.js';
import {
  EXPLORATORY_NOTE,
  factorSentence,
  FACTORS_NOTE,
  huntSentence,
  interruptionSentence,
  measurementSentence,
  STRATA_TITLE,
} from '../words/measurement-words.js';
import { BROKEN } from '../words/assumption-words.js';
import { LISTED_OFFENDERS } from '../words/offender-words.js';
import { dataTable, numberColumn } from './data-table.js';
import { intervalBar } from './figures/interval-bar.js';
import { marginsStrip } from './figures/margins-strip.js';
import { markup, short, type Child, type Markup } from './markup.js';
import { offenderList } from './offender-list.js';
import type { ReportNumbers } from './report-numbers.js';

/** The evidence of a verdict, except growth, which is drawn elsewhere, beside that of the claim's controls. */
export function claimEvidence(numbers: ReportNumbers, claim: ClaimReport, id: string): Child {
  const { verdict } = claim;
  return [
    'unmet' in verdict ? unmet(verdict) : null,
    ...measurementsOf(verdict).map((measurement) => measured(numbers, claim, measurement, id)),
    'hunt' in verdict && verdict.hunt !== null ? hunted(numbers, verdict.hunt, verdict.estimate?.worst ?? null) : null,
    'by' in verdict && verdict.by === 'interruption'
      ? markup`<p class="counts">${numbers.sentence(interruptionSentence(verdict))}</p>`
      : null,
  ];
}

function unmet({ unmet: assumptions, exploratory }: Extract<ClaimReport['verdict'], { word: 'NOT APPLICABLE' }>): Markup {
  return markup`<ul class="unmet">${assumptions.map(
    ({ assumption, offenders }) =>
      markup`<li><b>${assumption}</b> is ${BROKEN}${offenders.length === 0 ? null : ': '}${offenderList(offenders, LISTED_OFFENDERS.claim)}</li>`,
  )}</ul>${exploratory === null ? null : markup`<p class="note">${EXPLORATORY_NOTE}</p>`}`;
}

function measured(numbers: ReportNumbers, claim: ClaimReport, measurement: Measurement | Estimate, id: string): Markup {
  const { spreads, strata } = measurement;
  const bar = 'interval' in measurement ? intervalBar(numbers, measurement, claim, `${id}-interval`) : null;
  const margins = spreads.length === 0 ? null : marginsStrip(numbers, spreads, claim.thresholds, `${id}-margins`);
  return markup`<p class="counts measured">${numbers.sentence(measurementSentence(measurement))}</p><div class="figures">${bar}${margins}</div>${strata.length < 2 ? null : stratumTable(numbers, strata)}`;
}

function stratumTable(numbers: ReportNumbers, strata: Measurement['strata']): Markup {
  return markup`<details class="more"><summary>${STRATA_TITLE}</summary>${dataTable(STRATA_TITLE, [
    { heading: 'kind', cells: strata.map(({ name }) => short(name)) },
    numberColumn(numbers, 'violations', strata, 'violations', 'count'),
    numberColumn(numbers, 'cases', strata, 'cases', 'count'),
  ])}</details>`;
}

function hunted(numbers: ReportNumbers, hunt: Hunt, worst: Counterexample | null): Markup {
  const factors = hunt.factors.map((effect) => markup`<li>${numbers.sentence(factorSentence(effect))}</li>`);
  return markup`<p class="counts">${numbers.sentence(huntSentence(hunt, worst))}</p>${
    factors.length === 0 ? null : markup`<p class="counts">${FACTORS_NOTE}</p><ul class="factors">${factors}</ul>`
  }`;
}

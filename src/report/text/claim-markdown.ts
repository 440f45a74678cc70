import type { Counterexample, Estimate, Hunt, Measurement } from '../../verify/evidence.js';
import { foundCases, type FoundCase } from '../../verify/found-cases.js';
import type { ClaimReport } from '../data/claim-schema.js';
import { measurementsOf } from '../data/measurements.js';
import { missOf, titleOf } from '../words/case-words.js';
import { evidenceLine } from '../words/evidence-line.js';
import { stoppedSentence } from '../words/explain-verdict.js';
import {
  EXPLORATORY_NOTE,
  factorSentence,
  FACTORS_NOTE,
  huntSentence,
  measurementSentence,
  STRATA_TITLE,
} from '../words/measurement-words.js';
import { BROKEN } from '../words/assumption-words.js';
import { LISTED_OFFENDERS } from '../words/offender-words.js';
import { assumedWords, CLAIM_LABELS, kindSentence } from '../words/claim-labels.js';
import { figure } from '../words/numbers.js';
import { planSentence } from '../words/plan-words.js';
import { plain } from '../words/sentence.js';
import { markdownText as text, shortMarkdownText as short } from './markdown-text.js';
import { scalingBlock } from './scaling-markdown.js';
import { offendersIn } from './table-markdown.js';

/** The most characters shown of a text; report.json has the whole text. */
const LONGEST = 600;

/** A claim: its statement and source, the plan, and the verdict with its evidence. */
export function claimLines(claim: ClaimReport): string[] {
  return [
    `> ${text(claim.statement)}`,
    '',
    `- ${CLAIM_LABELS.reading}: ${text(claim.reading)}`,
    `- ${CLAIM_LABELS.source}: ${text(claim.source)}`,
    ...(claim.control === null ? [] : [`- ${CLAIM_LABELS.control} ${text(claim.control.of)}: ${text(claim.control.broken)}`]),
    `- ${CLAIM_LABELS.kind}: ${plain(kindSentence(claim))}`,
    `- ${CLAIM_LABELS.assumptions}: ${text(assumedWords(claim))}`,
    `- ${CLAIM_LABELS.domain}: ${text(claim.domain)}`,
    `- ${CLAIM_LABELS.distribution}: ${text(claim.distribution)}`,
    ...(claim.planned === null ? [] : [`- ${CLAIM_LABELS.plan}: ${plain(planSentence(claim.kind, claim.planned))}`]),
    ...claim.thresholds.map(
      ({ quantity, bound, value, basis }) =>
        `- ${CLAIM_LABELS.threshold}: ${text(quantity)} ${bound} ${figure(value)} (${text(basis)})`,
    ),
    '',
    ...verdictLines(claim),
  ];
}

/** A verdict, why the evaluation stopped, and the evidence. */
export function verdictLines(claim: ClaimReport): string[] {
  const { verdict } = claim;
  return [
    `**${verdict.word}**: ${short(evidenceLine(claim), LONGEST)}. ${text(stoppedSentence(verdict))}`,
    '',
    ...('scaling' in verdict ? scalingBlock(verdict.scaling) : []),
    ...('unmet' in verdict ? unmetLines(verdict) : []),
    ...measurementsOf(verdict).flatMap(measurementLines),
    ...('hunt' in verdict && verdict.hunt !== null ? huntLines(verdict.hunt, verdict.estimate?.worst ?? null) : []),
    ...foundCases(verdict).filter(isShown).flatMap(caseLines),
  ];
}

function unmetLines({ unmet, exploratory }: Extract<ClaimReport['verdict'], { word: 'NOT APPLICABLE' }>): string[] {
  return [
    ...unmet.map(
      ({ assumption, offenders }) =>
        `- ${text(assumption)} is ${BROKEN}${offenders.length === 0 ? '' : ': '}${offendersIn(offenders, LISTED_OFFENDERS.claim, '; ')}`,
    ),
    '',
    ...(exploratory === null ? [] : [`*${EXPLORATORY_NOTE}*`, '']),
  ];
}

function measurementLines(measurement: Measurement | Estimate): string[] {
  const { strata, spreads } = measurement;
  const groups = strata.map(({ name, cases, violations }) => `${short(name)}: ${violations} of ${cases}`);
  return [
    plain(measurementSentence(measurement)),
    '',
    ...(groups.length < 2 ? [] : [`${STRATA_TITLE}: ${groups.join('; ')}.`, '']),
    '| quantity | least | median | greatest | least margin |',
    '|---|---|---|---|---|',
    ...spreads.map(
      (row) =>
        `| ${text(row.quantity)} | ${figure(row.least)} | ${figure(row.median)} | ${figure(row.greatest)} | ${figure(row.leastMargin)} |`,
    ),
    '',
  ];
}

function huntLines(hunt: Hunt, worst: Counterexample | null): string[] {
  const factors = hunt.factors.map((each) => text(plain(factorSentence(each))));
  return [plain(huntSentence(hunt, worst)), '', ...(factors.length === 0 ? [] : [`${FACTORS_NOTE} ${factors.join('; ')}.`, ''])];
}

/** True for the first case and the severe one; report.json has the others. */
function isShown({ role }: FoundCase, index: number): boolean {
  return role !== null && (index === 0 || role === 'severe');
}

function caseLines(found: FoundCase): string[] {
  const { description } = found.case;
  const miss = found.role === 'witness' ? '' : `; ${text(missOf(found.case))}`;
  return [
    `${titleOf(found)}: ${short(description, LONGEST)}${miss}. The case is in report.json, and in counterexamples/ as a file for \`ic-recall replay\`.`,
    '',
  ];
}

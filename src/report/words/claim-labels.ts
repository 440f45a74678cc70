import type { ClaimReport } from '../data/claim-schema.js';
import { say, stored, type Sentence } from './sentence.js';

/** The labels of what a report says of a claim. */
export const CLAIM_LABELS = {
  reading: 'Our reading',
  source: 'Source',
  control: 'Control of',
  kind: 'Kind',
  assumptions: 'Assumes',
  domain: 'Domain',
  distribution: 'Drawn',
  plan: 'Plan',
  threshold: 'Threshold',
} as const;

/** The kind of a claim, the expected verdict and the tolerance. */
export function kindSentence(claim: ClaimReport): Sentence {
  return say`${claim.kind}, expected ${claim.expected}, tolerance ${stored(claim, 'tolerance', 'percent')}`;
}

/** The assumptions of a claim. */
export function assumedWords({ assumptions }: Pick<ClaimReport, 'assumptions'>): string {
  return assumptions.join(', ') || 'nothing';
}

import { variantOf, type Defect } from './defect.js';

/**
 * The smallest size of a defect from which on a claim detects every larger one; null where it does not detect the largest. What is undecided
 * is not detected.
 *
 * @param isDetected - of a variant
 */
export function smallestDetected(defect: Defect, isDetected: (variant: string) => boolean): number | null {
  const missed = defect.sizes.findLastIndex((size) => !isDetected(variantOf(defect, size)));
  return defect.sizes[missed + 1] ?? null;
}

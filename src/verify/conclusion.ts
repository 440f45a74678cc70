import type { Claim } from './claim.js';

/**
 * A measured value and its distance to a limit. The margin is signed, in the unit of the value, and ≥ 0 when the value is within
 * the limit.
 */
export interface Quantity {
  readonly name: string;
  readonly value: number;
  readonly margin: number;
}

/** The result of testing a claim on one case. */
export interface Conclusion {
  /** The least margin of all quantities; the claim holds on the case when it is ≥ 0. */
  readonly margin: number;
  /** The name of the quantity with the least margin: the reason when a case fails. */
  readonly quantity: string;
  readonly quantities: readonly Quantity[];
  /** True when the first evaluation failed by no more than its rounding, and this is the exact evaluation, which did not fail. */
  readonly roundingOnly?: true;
}

/**
 * Compares a measured value with the claim's threshold for it.
 *
 * @throws RangeError when the claim has no threshold for the quantity: every limit is part of the spec
 */
export function against({ id, thresholds }: Claim, quantity: string, value: number): Quantity {
  const threshold = thresholds.find((candidate) => candidate.quantity === quantity);
  if (threshold === undefined) throw new RangeError(`the claim ${id} has no threshold for "${quantity}"`);
  return { name: quantity, value, margin: threshold.bound === 'at least' ? value - threshold.value : threshold.value - value };
}

/**
 * Concludes from the quantities of a case.
 *
 * @throws RangeError when there are none, or a number is not finite: what cannot be measured gives no verdict
 */
export function conclude(quantities: readonly Quantity[]): Conclusion {
  if (quantities.length === 0) throw new RangeError('a conclusion needs at least one quantity');
  const unmeasured = quantities.find(({ value, margin }) => !(Number.isFinite(value) && Number.isFinite(margin)));
  if (unmeasured !== undefined) {
    throw new RangeError(
      `the quantity "${unmeasured.name}" is not a finite number (${unmeasured.value}, margin ${unmeasured.margin})`,
    );
  }
  const worst = quantities.reduce((least, quantity) => (quantity.margin < least.margin ? quantity : least));
  return { margin: worst.margin, quantity: worst.name, quantities };
}

/** True when the claim fails on the case. */
export function isViolation({ margin }: Conclusion): boolean {
  return !(margin >= 0);
}

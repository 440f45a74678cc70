import type { Claim } from './claim.js';
import type { Conclusion, Quantity } from './evidence.js';

export type { Conclusion, Quantity };

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

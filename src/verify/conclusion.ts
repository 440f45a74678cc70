import type { Claim } from './claim.js';
import type { Conclusion, Quantity } from './evidence.js';

export type { Conclusion, Quantity };

/**
 * A measured value against the threshold that a claim sets to it.
 *
 * @throws RangeError when the claim sets none: what is judged stands in the spec
 */
export function against({ id, thresholds }: Claim, quantity: string, value: number): Quantity {
  const threshold = thresholds.find((candidate) => candidate.quantity === quantity);
  if (threshold === undefined) throw new RangeError(`the claim ${id} sets no threshold to "${quantity}"`);
  return { name: quantity, value, margin: threshold.bound === 'at least' ? value - threshold.value : threshold.value - value };
}

/**
 * A conclusion from its quantities.
 *
 * @throws RangeError when there is none, or when a number is not finite: a claim that cannot be measured has no verdict
 */
export function conclude(quantities: readonly Quantity[]): Conclusion {
  if (quantities.length === 0) throw new RangeError('a conclusion needs at least one quantity');
  const unmeasured = quantities.find(({ value, margin }) => !(Number.isFinite(value) && Number.isFinite(margin)));
  if (unmeasured !== undefined) {
    throw new RangeError(
      `the quantity "${unmeasured.name}" is no finite number (${unmeasured.value}, margin ${unmeasured.margin})`,
    );
  }
  const worst = quantities.reduce((least, quantity) => (quantity.margin < least.margin ? quantity : least));
  return { margin: worst.margin, quantity: worst.name, quantities };
}

/** True when a conclusion breaks its claim. */
export function isViolation({ margin }: Conclusion): boolean {
  return !(margin >= 0);
}

import type { Claim } from './claim.js';

/** One measured number against its limit; the margin is signed, in the quantity's own unit, and ≥ 0 where the limit is kept. */
export interface Quantity {
  readonly name: string;
  readonly value: number;
  readonly margin: number;
}

/** What a claim says of one case. */
export interface Conclusion {
  /** The least margin; ≥ 0 holds. */
  readonly margin: number;
  /** The quantity that has it: why a case fails. */
  readonly quantity: string;
  readonly quantities: readonly Quantity[];
  /** True where the first evaluation failed by no more than its rounding, and an exact one, which this is, did not. */
  readonly roundingOnly?: true;
}

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

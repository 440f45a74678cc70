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
}

/** A quantity that must stay at or above a limit. */
export function atLeast(name: string, value: number, limit: number): Quantity {
  return { name, value, margin: value - limit };
}

/** A quantity that must stay at or below a limit. */
export function atMost(name: string, value: number, limit: number): Quantity {
  return { name, value, margin: limit - value };
}

/**
 * A conclusion from its quantities.
 *
 * @throws RangeError when there is none, or when a margin is NaN: a claim that cannot be measured has no verdict
 */
export function conclude(quantities: readonly Quantity[]): Conclusion {
  if (quantities.length === 0) throw new RangeError('a conclusion needs at least one quantity');
  const unmeasured = quantities.find(({ margin }) => Number.isNaN(margin));
  if (unmeasured !== undefined) throw new RangeError(`the quantity "${unmeasured.name}" has no margin (NaN)`);
  const worst = quantities.reduce((least, quantity) => (quantity.margin < least.margin ? quantity : least));
  return { margin: worst.margin, quantity: worst.name, quantities };
}

/** True when a conclusion breaks its claim. */
export function isViolation({ margin }: Conclusion): boolean {
  return !(margin >= 0);
}

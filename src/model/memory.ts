/** The activation of the constructed memory: σ(h) = max(h − b, 0)^p (spec/model.md §3). */
export interface Activation {
  /** p ≥ 1. */
  readonly power: number;
  /** b ≥ 0, so that σ(0) = 0 and only units that touch a prompt's tokens fire. */
  readonly bias: number;
}

/** p = 2, b = 0. */
export const DEFAULT_ACTIVATION: Activation = { power: 2, bias: 0 };

/** @throws RangeError unless p ≥ 1 and b ≥ 0, both finite */
export function checkActivation({ power, bias }: Activation): void {
  if (!(Number.isFinite(power) && power >= 1)) throw new RangeError(`the memory's power must be at least 1, not ${power}`);
  if (!(Number.isFinite(bias) && bias >= 0)) throw new RangeError(`the memory's bias must be at least 0, not ${bias}`);
}

/** σ(h). */
export function activate({ power, bias }: Activation, h: number): number {
  const excess = h - bias;
  return excess > 0 ? raise(excess, power) : 0;
}

/** dσ/dh. At the kink h = b it is 0, the derivative from the left. */
export function activationSlope({ power, bias }: Activation, h: number): number {
  const excess = h - bias;
  return excess > 0 ? power * raise(excess, power - 1) : 0;
}

/** base^power. Small whole powers are products, since Math.pow may differ from them in the last digit. */
function raise(base: number, power: number): number {
  switch (power) {
    case 0:
      return 1;
    case 1:
      return base;
    case 2:
      return base * base;
    case 3:
      return base * base * base;
    default:
      return base ** power;
  }
}

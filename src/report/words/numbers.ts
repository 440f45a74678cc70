/** A number for people: four significant digits, and an exponent only for very small or large numbers. */
export function figure(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e6) return String(value);
  return size >= 1e-3 && size < 1e6 ? String(Number(value.toPrecision(4))) : value.toExponential(2);
}

/** A probability as a percentage, to three significant digits. */
export function percent(value: number): string {
  return `${Number((100 * value).toPrecision(3))} %`;
}

/** An upper bound as a percentage: rounded up, so that it stays an upper bound. */
export function percentAtMost(value: number): string {
  return `${roundThree(100 * value, Math.ceil)} %`;
}

/** A lower bound as a percentage: rounded down. */
export function percentAtLeast(value: number): string {
  return `${roundThree(100 * value, Math.floor)} %`;
}

/** A noun in the number that goes with a count. */
export function plural(number: number, noun: string): string {
  return number === 1 ? noun : `${noun}s`;
}

function roundThree(value: number, round: (value: number) => number): number {
  if (value === 0) return 0;
  const unit = 10 ** (Math.floor(Math.log10(value)) - 2);
  // A value of three digits may be off by a rounding error, and must not be rounded to the next one.
  const nearest = Number(value.toPrecision(3));
  return Math.abs(nearest - value) < 1e-12 * value ? nearest : Number((round(value / unit) * unit).toPrecision(3));
}

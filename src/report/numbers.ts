/** A number for people: four digits, no exponent where it can be helped. */
export function figure(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e6) return String(value);
  return size >= 1e-3 && size < 1e6 ? String(Number(value.toPrecision(4))) : value.toExponential(2);
}

/** A probability as a percentage, rounded away from the claim's favour by the caller where it matters. */
export function percent(value: number): string {
  if (value === 0) return '0 %';
  if (value === 1) return '100 %';
  return `${Number((100 * value).toPrecision(3))} %`;
}

// The incomplete beta function, with full precision in both tails. The prefactor follows C. Loader, "Fast and accurate computation
// of binomial probabilities" (2000). The continued fraction is DLMF 8.17.22, evaluated by Lentz's method.

/** Both tails of a distribution at x, each with full relative precision. */
export interface BetaTails {
  /** P(X ≤ x). */
  readonly lower: number;
  /** P(X > x). */
  readonly upper: number;
}

/**
 * The tails of Beta(a, b) at x.
 *
 * @param a - > 0
 * @param b - > 0
 * @param complement - 1 − x, passed separately so that x near 1 keeps its digits
 */
export function betaTails(a: number, b: number, x: number, complement = 1 - x): BetaTails {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (complement <= 0) return { lower: 1, upper: 0 };
  const prefactor = Math.exp(logBetaKernel(a, b, x, complement));
  // The continued fraction converges fast below the mean. Above it the upper tail is the small one, and is computed instead.
  if (x <= (a + 1) / (a + b + 2)) {
    const lower = (prefactor * continuedFraction(a, b, x)) / a;
    return { lower, upper: 1 - lower };
  }
  const upper = (prefactor * continuedFraction(b, a, complement)) / b;
  return { lower: 1 - upper, upper };
}

/** log(x^a (1 − x)^b / B(a, b)), by Loader's saddle-point expansion, which does not subtract large logarithms from each other. */
export function logBetaKernel(a: number, b: number, x: number, complement = 1 - x): number {
  const n = a + b;
  const saddle = stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * complement);
  return saddle + 0.5 * Math.log((a * b) / (2 * Math.PI * n));
}

/** The x with P(X ≤ x) = probability, for Beta(a, b). */
export function betaLowerQuantile(probability: number, a: number, b: number): number {
  return probability <= 0.5 ? solveTail('lower', probability, a, b) : solveTail('upper', 1 - probability, a, b);
}

/**
 * The x with P(X > x) = probability, for Beta(a, b). It keeps the digits that `betaLowerQuantile(1 − probability, …)` would lose.
 */
export function betaUpperQuantile(probability: number, a: number, b: number): number {
  return probability <= 0.5 ? solveTail('upper', probability, a, b) : solveTail('lower', 1 - probability, a, b);
}

/**
 * Solves log tail(x) = log probability in t = log(x / (1 − x)), by Newton's method inside a bracket that is halved when a step
 * leaves it. d tail / dt = ± x^a (1 − x)^b / B(a, b), the kernel.
 */
function solveTail(tail: 'lower' | 'upper', probability: number, a: number, b: number): number {
  const wanted = Math.log(probability);
  const sign = tail === 'lower' ? 1 : -1;
  let low = -745; // e^t underflows below
  let high = 745;
  let t = Math.log(a / b);
  for (let iteration = 0; iteration < 200; iteration++) {
    const x = 1 / (1 + Math.exp(-t));
    const complement = 1 / (1 + Math.exp(t));
    const value = betaTails(a, b, x, complement)[tail];
    const error = Math.log(value) - wanted;
    if (error * sign > 0) high = t;
    else low = t;
    const step = (error * sign * value) / Math.exp(logBetaKernel(a, b, x, complement));
    const proposed = t - step;
    const next = proposed > low && proposed < high ? proposed : (low + high) / 2;
    if (Math.abs(next - t) <= 1e-16 * Math.max(1, Math.abs(t)) || high - low < 1e-15) break;
    t = next;
  }
  return 1 / (1 + Math.exp(-t));
}

function continuedFraction(a: number, b: number, x: number): number {
  const floor = 1e-300;
  const away = (value: number) => (Math.abs(value) < floor ? floor : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const factor = c * d;
    fraction *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return fraction;
}

/**
 * δ(z) = log Γ(z + 1) − (z + ½) log z + z − ½ log 2π. For z ≥ 16 Stirling's series, whose first neglected term is below 10⁻¹⁷;
 * below, δ(z) = δ(z + 1) + (z + ½) log(1 + 1/z) − 1.
 */
function stirlingError(z: number): number {
  if (z < 16) return stirlingError(z + 1) + (z + 0.5) * Math.log1p(1 / z) - 1;
  const w = 1 / (z * z);
  return (1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w * (1 / 1188 - (w * 691) / 360360))))) / z;
}

/** x log(x / m) + m − x, by a series when x is near m, where the terms would cancel. */
function deviance(x: number, m: number): number {
  const difference = x - m;
  if (Math.abs(difference) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x;
  const v = difference / (x + m);
  let sum = difference * v;
  let term = 2 * x * v;
  for (let j = 1; j < 1000; j++) {
    term *= v * v;
    const next = sum + term / (2 * j + 1);
    if (next === sum) break;
    sum = next;
  }
  return sum;
}

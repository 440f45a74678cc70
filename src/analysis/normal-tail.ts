/** Levels of the continued fraction. At z = 2, 60 levels have a relative error of 10⁻¹², and 100 levels less than rounding. */
const LEVELS = 100;

/**
 * P(Z > z) of a standard normal Z, to about 14 significant digits. Near 0 it uses the series of Φ; further out Laplace's continued
 * fraction φ(z) / (z + 1/(z + 2/(z + …))), which loses no digits where the tail is tiny (Abramowitz and Stegun, 26.2.11 and
 * 26.2.14).
 */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  const density = Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (z > 2) {
    let fraction = z;
    for (let level = LEVELS; level >= 1; level--) fraction = z + level / fraction;
    return density / fraction;
  }
  let term = z;
  let sum = z;
  for (let odd = 3; Math.abs(term) > 1e-17 * sum; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 - density * sum;
}

import type { FIT_SCHEMA, LAW_SCHEMA, SCALING_POINT_SCHEMA } from '../storage/evidence-schema.js';
import type { Stored } from '../storage/stored.js';
import type { Interval } from './intervals/clopper-pearson.js';
import { betaLowerQuantile } from './beta.js';
import { SCALING_LAWS, type ScalingLaw } from './scaling-laws.js';

/** The value of a quantity at a size; null where it has none, which is listed and left out of fits. */
export type ScalingPoint = Stored<typeof SCALING_POINT_SCHEMA>;

/** The largest power of the logarithm that counts as polylogarithmic here. */
const MOST_LOG_POWER = 2;

/** A law fitted by least squares in ln n. */
export type FittedLaw = Stored<typeof LAW_SCHEMA>;

/** A point of a residual plot: what a law fitted to all points predicts at a size, and how far the observation is from it. */
export type Residual = FittedLaw['residuals'][number];

/** How a quantity grows with size, as far as its points show. */
export type ScalingFit = Stored<typeof FIT_SCHEMA>;

/** The least number of points of a fit: four to fit two parameters with an error, and two to hold out. */
const LEAST_POINTS = 6;

/** The least factor that the sizes must span: on less, N^e and (ln N)^p with p ≤ 2 are too similar. */
const LEAST_SPAN = 64;

/**
 * What is missing to distinguish the laws at these sizes; null when nothing is.
 *
 * @param sizes - the sizes that have a value, each once, in increasing order
 */
export function missingFrom(sizes: readonly number[]): string | null {
  if (sizes.length < LEAST_POINTS) return `${LEAST_POINTS} sizes with a value are needed, and there are ${sizes.length}`;
  const span = sizes[sizes.length - 1] / sizes[0];
  return span < LEAST_SPAN ? `sizes must span a factor of ${LEAST_SPAN}, and they span ${Number(span.toPrecision(3))}` : null;
}

/**
 * Fits the rival laws to the points that have a value.
 *
 * @param alpha - one minus the confidence of the exponent's interval
 * @throws RangeError when a size is not finite and above 1, or a value not positive and finite
 */
export function fitScaling(points: readonly ScalingPoint[], alpha: number): ScalingFit {
  for (const { size, value } of points) {
    if (!(size > 1 && Number.isFinite(size) && (value === null || (value > 0 && Number.isFinite(value))))) {
      throw new RangeError(`a scaling point needs a finite size above 1 and a positive value, not ${size}: ${value}`);
    }
  }
  const measured = points
    .flatMap(({ size, value }) => (value === null ? [] : [{ size, value }]))
    .toSorted((one, other) => one.size - other.size);
  const sizes = [...new Set(measured.map(({ size }) => size))];
  const missing = missingFrom(sizes);
  if (missing !== null) return { kind: 'not identifiable', missing };
  // If the search found no value at a larger size, the quantity may have grown beyond the search's limit: that is no evidence of
  // slow growth.
  const beyond = points.filter(({ size, value }) => value === null && size > sizes[0]).map(({ size }) => size);
  if (beyond.length > 0) {
    return { kind: 'not identifiable', missing: `there is no value at ${beyond.join(', ')}, beyond sizes that have one` };
  }
  const heldOutFrom = sizes[sizes.length - Math.floor(sizes.length / 3)];
  const near = measured.filter(({ size }) => size < heldOutFrom);
  const far = measured.filter(({ size }) => size >= heldOutFrom);
  const laws = SCALING_LAWS.map((law): FittedLaw => {
    const whole = fitLaw(law, measured);
    const extrapolated = fitLaw(law, near);
    const misses = far.map(({ size, value }) => Math.log(value) - predict(extrapolated, size));
    return {
      law,
      scale: Math.exp(whole.intercept),
      exponent: whole.slope,
      heldOutError: Math.sqrt(misses.reduce((sum, miss) => sum + miss * miss, 0) / misses.length),
      residuals: measured.map(({ size, value }) => {
        const predicted = predict(whole, size);
        return { size, predicted: Math.exp(predicted), residual: Math.log(value) - predicted };
      }),
    };
  });
  return { kind: 'fitted', exponent: exponentInterval(measured, alpha), heldOutFrom, laws };
}

/** The law that predicts the held-out sizes best; in a tie the simpler one. */
export function selectLaw({ laws }: Extract<ScalingFit, { kind: 'fitted' }>): FittedLaw {
  return laws.reduce((best, law) => (law.heldOutError < best.heldOutError - ROUNDING ? law : best));
}

/** The decision of a fit on the claim that growth is polylogarithmic. */
export type ScalingDecision = 'polylogarithmic' | 'faster' | 'undecided';

/**
 * Over the measured sizes no polylogarithm with p ≤ 2 looks like a power of N with this exponent or a larger one. It is also the
 * exponent from which on growth is no accident.
 */
const EXPONENT_LIMIT = 0.3;

/**
 * The rule for growth.
 * - Polylogarithmic: the interval of the power law's exponent lies below 0.3, and a constant or c (ln N)^p, p ≤ 2, predicts the
 *   held-out largest third of the sizes no worse than c N^e. Or the interval lies below 0.3 and the fitted power law falls, since
 *   it is then bounded by a constant.
 * - Faster: the interval lies above 0.3, and the power law predicts the held-out sizes better than both.
 *
 * √N and N are faster, ⌈log₂ N⌉ and ⌈log₂² N⌉ polylogarithmic. The interval has an error bound, the comparison of predictions has
 * none: a power law with an exponent well below 0.3 may pass for a polylogarithm if noise hides the difference.
 */
export function decideScaling(fit: Extract<ScalingFit, { kind: 'fitted' }>): ScalingDecision {
  const errorOf = (law: ScalingLaw) => fit.laws.find((each) => each.law === law)?.heldOutError ?? Infinity;
  const polylog = Math.min(errorOf('constant'), errorOf('polylogarithm'));
  const power = errorOf('power');
  const falls = fit.laws.some(({ law, exponent }) => law === 'power' && exponent <= 0);
  if (fit.exponent.upper < EXPONENT_LIMIT && (falls || polylog <= power + ROUNDING)) return 'polylogarithmic';
  if (fit.exponent.lower > EXPONENT_LIMIT && power < polylog) return 'faster';
  return 'undecided';
}

/** The errors of two exact fits differ only by rounding, which is below this. */
const ROUNDING = 1e-9;

interface Line {
  readonly law: ScalingLaw;
  readonly intercept: number;
  readonly slope: number;
}

interface MeasuredPoint {
  readonly size: number;
  readonly value: number;
}

function fitLaw(law: ScalingLaw, points: readonly MeasuredPoint[]): Line {
  const x = points.map(({ size }) => regressor(law, size));
  const y = points.map(({ value }) => Math.log(value));
  const [meanX, meanY] = [mean(x), mean(y)];
  const free = sumOf(x, (each, i) => (each - meanX) * (y[i] - meanY)) / sumOf(x, (each) => (each - meanX) ** 2);
  const slope = law === 'constant' ? 0 : law === 'polylogarithm' ? Math.min(MOST_LOG_POWER, Math.max(0, free)) : free;
  return { law, slope, intercept: meanY - slope * meanX };
}

function predict({ law, intercept, slope }: Line, size: number): number {
  return intercept + slope * regressor(law, size);
}

/** The variable in which ln n is linear. */
function regressor(law: ScalingLaw, size: number): number {
  return law === 'polylogarithm' ? Math.log(Math.log(size)) : Math.log(size);
}

/** Student's interval for the slope of ln n over ln N. */
function exponentInterval(points: readonly MeasuredPoint[], alpha: number): Interval {
  const line = fitLaw('power', points);
  const x = points.map(({ size }) => Math.log(size));
  const meanX = mean(x);
  const freedom = points.length - 2;
  const residual = sumOf(points, ({ size, value }) => (Math.log(value) - predict(line, size)) ** 2) / freedom;
  const error = Math.sqrt(residual / sumOf(x, (each) => (each - meanX) ** 2));
  const reach = studentQuantile(alpha, freedom) * error;
  return { lower: line.slope - reach, upper: line.slope + reach };
}

/** The t with P(|T| > t) = α, for Student's distribution with ν degrees of freedom: ν / (ν + T²) is Beta(ν/2, ½). */
export function studentQuantile(alpha: number, freedom: number): number {
  const x = betaLowerQuantile(alpha, freedom / 2, 1 / 2);
  return Math.sqrt(freedom * (1 / x - 1));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function sumOf<Item>(items: readonly Item[], term: (item: Item, index: number) => number): number {
  return items.reduce((sum, item, index) => sum + term(item, index), 0);
}

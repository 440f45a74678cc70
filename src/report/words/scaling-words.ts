import type { ScalingEvidence, ScalingSeries } from '../../verify/evidence.js';
import { figure } from './numbers.js';

/** How a quantity grew, series by series; four or more polylogarithmic series are described together. */
export function scalingLine({ series }: ScalingEvidence): string {
  const tame = series.filter(({ decision }) => decision === 'polylogarithmic');
  if (tame.length < 4) return series.map((each) => `${each.name}: ${growthOf(each)}`).join('; ');
  const others = series.filter(({ decision }) => decision !== 'polylogarithmic');
  return [togetherOf(tame), ...others.map((each) => `${each.name}: ${growthOf(each)}`)].join('; ');
}

/** Several series in a few words: the range that contains all their exponents. */
function togetherOf(series: readonly ScalingSeries[]): string {
  const exponents = series.flatMap(({ fit }) => (fit.kind === 'fitted' ? [fit.exponent] : []));
  const lower = Math.min(...exponents.map((each) => each.lower));
  const upper = Math.max(...exponents.map((each) => each.upper));
  const points = series.flatMap((each) => each.points);
  const sizes = points.map(({ size }) => size);
  return `${series.length} series grow as N^e with e in ${figure(lower)} … ${figure(upper)} from N = ${figure(Math.min(...sizes))} to ${figure(Math.max(...sizes))}${withoutValue(points)}`;
}

/** A series in a few words: the exponent of N, or what is missing to fit it. */
export function growthOf({ points, fit }: Pick<ScalingSeries, 'points' | 'fit'>): string {
  const beside = withoutValue(points);
  if (fit.kind === 'not identifiable') return `${fit.missing}${beside}`;
  return `as N^e with e in ${figure(fit.exponent.lower)} … ${figure(fit.exponent.upper)} over ${points.length} sizes${beside}`;
}

function withoutValue(points: ScalingSeries['points']): string {
  const none = points.filter(({ value }) => value === null).length;
  return none === 0 ? '' : `, none at ${none} of ${points.length} sizes`;
}

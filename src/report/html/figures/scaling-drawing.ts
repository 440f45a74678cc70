import type { ScalingSeries } from '../../../verify/evidence.js';
import type { ScalingFit } from '../../../verify/statistics/scaling-fit.js';
import { markup, place, type Markup } from '../markup.js';
import { label } from './figure.js';

// What the drawings of a series share: its points and its laws.

/** A series of a report or of a sweep. */
export type DrawnSeries = Pick<ScalingSeries, 'name' | 'points' | 'fit'>;

/** A fit that tells the laws apart. */
export type Fitted = Extract<ScalingFit, { kind: 'fitted' }>;

/** A fitted law. */
export type Law = Fitted['laws'][number];

/** A size with a value. */
export interface Point {
  readonly size: number;
  readonly value: number;
}

/** The width of the drawings, and the left and right ends of their frames. */
export const WIDTH = 364;
export const LEFT = 52;
export const RIGHT = 350;

/**
 * The laws with the constant last: if the polylogarithm is constant too, its line is drawn first and the dots of the constant stay
 * visible.
 */
export function dottedLast(laws: readonly Law[]): Law[] {
  return laws.toSorted((one, other) => Number(one.law === 'constant') - Number(other.law === 'constant'));
}

/** The points with a value, in the order of sizes, as the residuals are. */
export function knownPoints(points: DrawnSeries['points']): Point[] {
  return points
    .flatMap(({ size, value }) => (value === null ? [] : [{ size, value }]))
    .toSorted((one, other) => one.size - other.size);
}

/** The legend: which line is which law. */
export function legend(laws: readonly Law[]): Markup[] {
  const widths = { constant: 80, polylogarithm: 84, power: 58 };
  const names = { constant: 'constant', polylogarithm: 'c (ln N)ᵖ', power: 'c Nᵉ' };
  const total = laws.reduce((sum, { law }) => sum + widths[law], 0);
  let left = RIGHT - total;
  return laws.map(({ law }) => {
    const x = left;
    left += widths[law];
    return markup`<path class="law ${law}" d="M${place(x)} 10h20"/>${label(x + 25, 14, names[law])}`;
  });
}

/** A range with some room added at both ends, for a logarithmic axis. */
export function widened(least: number, most: number): [number, number] {
  return [least / 1.4, most * 1.4];
}

/** At most seven powers of ten in a domain, as ticks. */
export function powers([from, to]: readonly number[]): number[] {
  const first = Math.ceil(Math.log10(from) - 1e-9);
  const last = Math.floor(Math.log10(to) + 1e-9);
  const every = Math.max(1, Math.ceil((last - first + 1) / 7));
  const all: number[] = [];
  for (let power = first; power <= last; power += every) all.push(10 ** power);
  return all;
}

import type { ScalingSeries } from '../../../verify/evidence.js';
import type { ScalingFit } from '../../../verify/statistics/scaling-fit.js';
import { markup, place, type Markup } from '../markup.js';
import { label } from './figure.js';

// What the drawings of one series share: its points and its laws.

/** A series as a report has it, or a sweep. */
export type DrawnSeries = Pick<ScalingSeries, 'name' | 'points' | 'fit'>;

/** A fit that tells laws apart. */
export type Fitted = Extract<ScalingFit, { kind: 'fitted' }>;

/** A law of it. */
export type Law = Fitted['laws'][number];

/** A size that has a value. */
export interface Point {
  readonly size: number;
  readonly value: number;
}

/** How wide the drawings are, and where their areas end. */
export const WIDTH = 364;
export const LEFT = 52;
export const RIGHT = 350;

/** The constant over a polylogarithm that is one: dots over a line are seen. */
export function dottedLast(laws: readonly Law[]): Law[] {
  return laws.toSorted((one, other) => Number(one.law === 'constant') - Number(other.law === 'constant'));
}

/** In the order of sizes, which is that of the residuals. */
export function knownPoints(points: DrawnSeries['points']): Point[] {
  return points
    .flatMap(({ size, value }) => (value === null ? [] : [{ size, value }]))
    .toSorted((one, other) => one.size - other.size);
}

/** Which line is which law. */
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

/** A range with some room at both ends of a logarithmic axis. */
export function widened(least: number, most: number): [number, number] {
  return [least / 1.4, most * 1.4];
}

/** Powers of ten of a domain, few enough to be read. */
export function powers([from, to]: readonly number[]): number[] {
  const first = Math.ceil(Math.log10(from) - 1e-9);
  const last = Math.floor(Math.log10(to) + 1e-9);
  const every = Math.max(1, Math.ceil((last - first + 1) / 7));
  const all: number[] = [];
  for (let power = first; power <= last; power += every) all.push(10 ** power);
  return all;
}

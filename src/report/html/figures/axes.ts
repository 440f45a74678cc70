import { scaleLinear, scaleSymlog, type ScaleContinuousNumeric } from 'd3-scale';
import { NUMBER_FORMATS } from '../../words/number-formats.js';
import { markup, place, type Child, type Markup } from '../markup.js';
import { label } from './figure.js';

/** A scale from values to coordinates. */
export type Axis = ScaleContinuousNumeric<number, number>;

/** The rectangle in which values are drawn. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** An axis of training steps, roughly logarithmic, so that the first steps are not squeezed together. */
export function stepAxis(steps: readonly number[], left: number, right: number): { scale: Axis; ticks: number[] } {
  const last = Math.max(1, ...steps);
  const scale = scaleSymlog().constant(1).domain([0, last]).range([left, right]);
  const ticks: number[] = [];
  for (const tick of [0, 1, 3, 10, 30, 100, 300, 1000, 3000, 10_000]) if (tick <= last) ticks.push(tick);
  return { scale, ticks: withLast(ticks, last, scale) };
}

/** Adds the last step as a tick, in place of ticks too close to it. */
function withLast(ticks: readonly number[], last: number, scale: Axis): number[] {
  const before = ticks.filter((tick) => scale(last) - scale(tick) > 22);
  return [...before, last];
}

/** An axis of values that includes 0, and goes up to 1 for shares. */
export function valueAxis(values: readonly number[], bottom: number, top: number): Axis {
  const least = Math.min(0, ...values);
  const most = Math.max(...values);
  const scale = scaleLinear().range([bottom, top]);
  return most <= 1 && least === 0 && most > 0.2
    ? scale.domain([0, 1])
    : scale.domain([least, most === least ? least + 1 : most]).nice(4);
}

/** Ticks below a frame. */
export function ticksBelow(
  scale: Axis,
  ticks: readonly number[],
  { bottom, top }: Frame,
  text: (tick: number) => Child = tickText,
): Markup {
  const lines = ticks.map((tick) => `M${place(scale(tick))} ${place(bottom + 4)}V${place(top)}`).join('');
  return markup`<g class="below"><path class="grid" d="${lines}"/>${ticks.map((tick) => label(scale(tick), bottom + 15, text(tick)))}</g>`;
}

/** Ticks to the left of a frame. */
export function ticksBeside(
  scale: Axis,
  ticks: readonly number[],
  { left, right }: Frame,
  text: (tick: number) => Child = tickText,
): Markup {
  const lines = ticks.map((tick) => `M${place(left)} ${place(scale(tick))}H${place(right)}`).join('');
  return markup`<g class="beside"><path class="grid" d="${lines}"/>${ticks.map((tick) => label(left - 5, scale(tick) + 3.5, text(tick)))}</g>`;
}

/** The label of a tick. */
export function tickText(tick: number): string {
  return NUMBER_FORMATS.figure(Number(tick.toPrecision(6))).replace('-', '−');
}

/** The label of a tick on a logarithmic axis: 10ᵏ, or the plain number from 0.01 to 1000. */
export function powerText(tick: number): Child {
  const exponent = Math.round(Math.log10(tick));
  if (exponent >= -2 && exponent <= 3) return tickText(tick);
  return markup`10<tspan dy="-4" class="index">${String(exponent).replace('-', '−')}</tspan>`;
}

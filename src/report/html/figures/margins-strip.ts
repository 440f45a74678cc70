import { scaleLinear, scaleLog } from 'd3-scale';
import type { Spread } from '../../../verify/evidence.js';
import type { ClaimReport } from '../../data/claim-schema.js';
import { dataTable, numberColumn } from '../data-table.js';
import { markup, place, short, type Markup } from '../markup.js';
import type { ReportNumbers } from '../report-numbers.js';
import { figure, label, stroke, numberText } from './figure.js';

/** The hatching that marks values that violate a claim, once per page. */
export const HATCH: Markup = markup`<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0v5" class="hatching"/></pattern>`;

const WIDTH = 320;
const ROW = 52;

/** The most characters of a name and its threshold that fit in one line; longer ones take two lines. */
const ONE_LINE = 40;
const LINE = 15;
const LEFT = 14;
const RIGHT = 306;

/**
 * A strip for each quantity over cases, from the least to the greatest, with the median, and the threshold if the claim sets one.
 */
export function marginsStrip(
  numbers: ReportNumbers,
  spreads: readonly Spread[],
  thresholds: ClaimReport['thresholds'],
  id: string,
): Markup {
  let height = 0;
  const body = spreads.map((spread) => {
    const threshold = thresholds.find(({ quantity }) => quantity === spread.quantity) ?? null;
    const words = threshold === null ? '' : `${threshold.bound} ${numberText(threshold.value)}`;
    const lines = short(spread.quantity, 44).length + words.length > ONE_LINE ? 2 : 1;
    const top = height;
    height += ROW + (lines - 1) * LINE;
    return strip(numbers, spread, threshold, { top, lines });
  });
  const title = 'Margins';
  const worst = spreads.reduce((least, { leastMargin }) => Math.min(least, leastMargin), Infinity);
  return figure({
    id,
    title,
    kind: 'plot wide',
    description: `${spreads.map(({ quantity, least, median, greatest }) => `${short(quantity, 60)}: least ${numberText(least)}, median ${numberText(median)}, greatest ${numberText(greatest)}`).join('; ')}. The least margin of all is ${numberText(worst)}; below 0 the claim is violated.`,
    width: WIDTH,
    height: height + 2,
    body,
    caption:
      'Each strip goes from the least to the greatest value over cases, and the tick is the median. Values in the hatched part violate the claim.',
    data: dataTable('Margins of the quantities', [
      { heading: 'quantity', cells: spreads.map(({ quantity }) => short(quantity)) },
      numberColumn(numbers, 'least', spreads, 'least', 'figure'),
      numberColumn(numbers, 'median', spreads, 'median', 'figure'),
      numberColumn(numbers, 'greatest', spreads, 'greatest', 'figure'),
      numberColumn(numbers, 'least margin', spreads, 'leastMargin', 'figure'),
    ]),
  });
}

function strip(
  numbers: ReportNumbers,
  spread: Spread,
  threshold: ClaimReport['thresholds'][number] | null,
  { top, lines }: { readonly top: number; readonly lines: number },
): Markup {
  const { least, median, greatest } = spread;
  const limit = threshold?.value ?? null;
  const x = axisOf([least, median, greatest, ...(limit === null ? [] : [limit])]);
  const below = (lines - 1) * LINE;
  const y = top + 30 + below;
  const forbidden =
    threshold === null || limit === null ? null : threshold.bound === 'at least' ? [LEFT, x(limit)] : [x(limit), RIGHT];
  const [low, high] = [x(least), x(greatest)];
  // If all cases agree, one value is labelled.
  const ends =
    high - low < 1
      ? label(Math.min(Math.max(low, LEFT + 20), RIGHT - 20), y + 17, numbers.label(spread, 'median', 'figure'), 'middle')
      : markup`${high - low > 90 ? [label(low, y + 17, numbers.label(spread, 'least', 'figure'), low > RIGHT - 60 ? 'end' : 'start'), label(high, y + 17, numbers.label(spread, 'greatest', 'figure'), 'end')] : label(Math.max(LEFT, Math.min(RIGHT, (low + high) / 2)), y + 17, markup`${numbers.label(spread, 'least', 'figure')} … ${numbers.label(spread, 'greatest', 'figure')}`, high > RIGHT - 70 ? 'end' : low < LEFT + 70 ? 'start' : 'middle')}`;
  return markup`<g>${label(LEFT, top + 12, short(spread.quantity, 44), 'start', 'strong')}${
    threshold === null
      ? null
      : label(RIGHT, top + 12 + below, markup`${threshold.bound} ${numbers.label(threshold, 'value', 'figure')}`, 'end')
  }${
    forbidden === null || forbidden[1] - forbidden[0] < 0.5
      ? null
      : markup`<rect class="forbidden" fill="url(#hatch)" x="${place(forbidden[0])}" y="${place(y - 9)}" width="${place(forbidden[1] - forbidden[0])}" height="18"/>`
  }${stroke(LEFT, y, RIGHT, y, 'grid')}${
    limit === null ? null : stroke(x(limit), y - 10, x(limit), y + 10, 'limit')
  }<rect class="interval" x="${place(low)}" y="${place(y - 4)}" width="${place(Math.max(high - low, 2))}" height="8" rx="2"/>${violating(forbidden, low, high, y)}${stroke(x(median), y - 7, x(median), y + 7, 'middle')}${ends}</g>`;
}

/** The part of a strip that violates the claim. */
function violating(forbidden: readonly number[] | null, low: number, high: number, y: number): Markup | null {
  if (forbidden === null) return null;
  const [from, to] = [Math.max(low, forbidden[0]), Math.min(high, forbidden[1])];
  return to - from < 0.5
    ? null
    : markup`<rect class="violating" x="${place(from)}" y="${place(y - 4)}" width="${place(to - from)}" height="8"/>`;
}

/** An axis for values: logarithmic if they are orders of magnitude apart. */
function axisOf(values: readonly number[]): (value: number) => number {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (least > 0 && most / least > 1000) return scaleLog().domain([least, most]).range([LEFT, RIGHT]);
  const room = (most - least) * 0.06 || 1;
  return scaleLinear()
    .domain([least - room, most + room])
    .range([LEFT, RIGHT]);
}

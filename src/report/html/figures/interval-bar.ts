import { scaleLinear } from 'd3-scale';
import { percent, percentAtLeast, percentAtMost } from '../../words/numbers.js';
import { dataTable, type Column } from '../data-table.js';
import { markup, place, type Markup } from '../markup.js';
import type { ReportNumbers } from '../report-numbers.js';
import { ticksBelow, type Frame } from './axes.js';
import { figure, label, stroke } from './figure.js';

const WIDTH = 320;
const FRAME: Frame = { left: 14, right: 304, top: 26, bottom: 62 };

/** The counts, and the interval of the rate. */
export interface RateEvidence {
  readonly cases: number;
  readonly violations: number;
  readonly interval: { readonly lower: number; readonly upper: number };
}

/** The interval of a violation rate, with the tolerance. */
export function intervalBar(
  numbers: ReportNumbers,
  evidence: RateEvidence,
  claim: { readonly tolerance: number },
  id: string,
): Markup {
  const { interval, cases, violations } = evidence;
  const { tolerance } = claim;
  const rate = violations / Math.max(1, cases);
  const most = Math.min(1, Math.max(interval.upper * 1.15, tolerance * 2.5));
  const x = scaleLinear().domain([0, most]).range([FRAME.left, FRAME.right]);
  const middle = (FRAME.top + FRAME.bottom) / 2;
  const low = x(interval.lower);
  const high = Math.max(x(interval.upper), low + 1.5);
  const limit = x(tolerance);
  const nearRight = limit > WIDTH * 0.6;
  const body = [
    markup`<rect class="allowed" x="${place(FRAME.left)}" y="${place(FRAME.top)}" width="${place(limit - FRAME.left)}" height="${place(FRAME.bottom - FRAME.top)}"/>`,
    ticksBelow(x, x.ticks(4), FRAME, (tick) => percent(tick)),
    markup`<rect class="interval" x="${place(low)}" y="${place(middle - 7)}" width="${place(high - low)}" height="14" rx="2"/>`,
    markup`<circle class="rate" cx="${place(x(rate))}" cy="${place(middle)}" r="4.5"/>`,
    stroke(limit, FRAME.top - 6, limit, FRAME.bottom, 'limit'),
    label(
      nearRight ? limit - 4 : limit + 4,
      FRAME.top - 9,
      markup`tolerance ${numbers.label(claim, 'tolerance', 'percent')}`,
      nearRight ? 'end' : 'start',
    ),
  ];
  const title = 'Violation rate';
  const one = (
    heading: string,
    owner: object,
    key: string,
    as: 'count' | 'percent' | 'percentAtLeast' | 'percentAtMost',
    value: number,
  ): Column => ({
    heading,
    at: `${numbers.pathOf(owner)}.${key}`,
    as,
    values: [value],
  });
  return figure({
    id,
    title,
    kind: 'plot wide',
    description: `The interval of the violation rate goes from ${percentAtLeast(interval.lower)} to ${percentAtMost(interval.upper)}; ${violations} of ${cases} cases violate the claim, and the tolerance is ${percent(tolerance)}.`,
    width: WIDTH,
    height: 84,
    body,
    caption: 'The bar is the interval, the dot the observed share, and the shaded part lies below the tolerance.',
    data: dataTable(title, [
      one('violations', evidence, 'violations', 'count', violations),
      one('cases', evidence, 'cases', 'count', cases),
      one('lower end', interval, 'lower', 'percentAtLeast', interval.lower),
      one('upper end', interval, 'upper', 'percentAtMost', interval.upper),
      one('tolerance', claim, 'tolerance', 'percent', tolerance),
    ]),
  });
}

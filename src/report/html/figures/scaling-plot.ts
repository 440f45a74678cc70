import { scaleLog } from 'd3-scale';
import { line } from 'd3-shape';
import { selectLaw } from '../../../verify/statistics/scaling-fit.js';
import { dataTable, numberColumn, type Column } from '../data-table.js';
import { markup, place, short, type Markup } from '../markup.js';
import type { ReportNumbers } from '../report-numbers.js';
import { powerText, ticksBelow, ticksBeside, type Frame } from './axes.js';
import { figure, label, stroke, numberText } from './figure.js';
import {
  dottedLast,
  knownPoints,
  LEFT,
  legend,
  powers,
  RIGHT,
  widened,
  WIDTH,
  type DrawnSeries,
  type Fitted,
  type Law,
  type Point,
} from './scaling-drawing.js';

type Range = NonNullable<DrawnSeries['points'][number]['range']>;
const FRAME: Frame = { left: LEFT, right: RIGHT, top: 30, bottom: 250 };

/**
 * How n* grows with N in a series: the points, the rival laws fitted to them, and a wedge for the interval of the power law's
 * exponent.
 */
export function scalingPlot(
  numbers: ReportNumbers,
  series: DrawnSeries,
  { id, control }: { readonly id: string; readonly control: string | null },
): Markup {
  const { name, points, fit } = series;
  const known = knownPoints(points);
  const missing = points.filter(({ value }) => value === null);
  const sizes = points.map(({ size }) => size);
  const values = known.map(({ value }) => value);
  const x = scaleLog()
    .domain(widened(Math.min(...sizes), Math.max(...sizes)))
    .range([FRAME.left, FRAME.right]);
  const y = scaleLog()
    .domain(widened(Math.min(1, ...values), Math.max(10, ...values, ...points.flatMap(({ range }) => range?.most ?? []))))
    .range([FRAME.bottom, FRAME.top]);
  const clipped = (law: (size: number) => number) =>
    line<number>()
      .x((size) => x(size))
      .y((size) => y(law(size)))
      .digits(1)(steps(sizes)) ?? '';
  const laws = fit.kind === 'fitted' ? fit.laws : [];
  const title = `${control === null ? '' : `Control ${control}: `}${short(name, 80)}`;
  const exponent = fit.kind === 'fitted' ? fit.exponent : null;
  const body = [
    markup`<clipPath id="${id}-clip"><rect x="${place(FRAME.left)}" y="${place(FRAME.top)}" width="${place(FRAME.right - FRAME.left)}" height="${place(FRAME.bottom - FRAME.top)}"/></clipPath>`,
    ticksBelow(x, powers(x.domain()), FRAME, powerText),
    ticksBeside(y, powers(y.domain()), FRAME, powerText),
    fit.kind === 'fitted' ? stroke(x(fit.heldOutFrom), FRAME.top, x(fit.heldOutFrom), FRAME.bottom, 'held-out') : null,
    markup`<g clip-path="url(#${id}-clip)">${exponent === null || known.length === 0 ? null : markup`<path class="band" d="${wedge(known, exponent, x, y)}"/>`}${dottedLast(
      laws,
    ).map((law) => markup`<path class="law ${law.law}" d="${clipped((size) => lawAt(law, size))}"/>`)}</g>`,
    points.map(({ size, range }) => (range === undefined ? null : rangeBar(x(size), y, range))),
    known.map(({ size, value }) => markup`<circle class="point" cx="${place(x(size))}" cy="${place(y(value))}" r="3.8"/>`),
    missing.map(({ size }) => markup`<path class="missing" d="M${place(x(size))} ${place(FRAME.top - 2)}l5 8h-10z"/>`),
    label((FRAME.left + FRAME.right) / 2, FRAME.bottom + 32, 'stored triplets N', 'middle'),
    label(FRAME.left - 5, FRAME.top - 14, 'prompts n*', 'start'),
    legend(laws),
  ];
  return figure({
    id,
    title,
    description: describe(series),
    width: WIDTH,
    height: 290,
    body,
    caption: markup`${
      exponent === null
        ? fit.kind === 'fitted'
          ? null
          : markup`No law could be fitted: ${fit.missing}.`
        : markup`For growth as N^e, e lies in ${numbers.show(exponent, 'lower', 'figure')} … ${numbers.show(exponent, 'upper', 'figure')} (the shaded wedge). ${fit.kind === 'fitted' ? markup`The sizes from ${numbers.show(fit, 'heldOutFrom', 'count')} (the dotted line) are held out: of the laws fitted to the other sizes, the ${selectLaw(fit).law} predicts them best. The laws drawn are fitted to all sizes.` : null}`
    }${points.some(({ range }) => range?.most === null) ? ' A whisker is the range of a searched n*; an arrow means that no n was certain to be enough.' : null}${missing.length === 0 ? null : ' A hollow triangle marks a size at which no n was enough.'}`,
    data: markup`${dataTable(`${title}: values by size`, [
      numberColumn(numbers, 'N', points, 'size', 'count'),
      numberColumn(numbers, 'n*', points, 'value', 'figure'),
      ...rangeColumns(numbers, points),
    ])}${
      fit.kind === 'fitted'
        ? dataTable(`${title}: laws`, [
            { heading: 'law', cells: laws.map(({ law }) => law) },
            numberColumn(numbers, 'c', laws, 'scale', 'figure'),
            numberColumn(numbers, 'exponent', laws, 'exponent', 'figure'),
            numberColumn(numbers, 'error on the held-out largest sizes, for a fit to the others', laws, 'heldOutError', 'figure'),
          ])
        : null
    }`,
  });
}

/** The range of a searched n*; it has no upper end if it goes beyond what was searched. */
function rangeBar(x: number, y: (value: number) => number, { least, most }: Range): Markup {
  const top = most === null ? FRAME.top : y(most);
  const bottom = `M${place(x - 3)} ${place(y(least))}h6`;
  const caps = most === null ? `${bottom}M${place(x - 3)} ${place(top + 5)}l3 -5l3 5` : `${bottom}M${place(x - 3)} ${place(top)}h6`;
  return markup`<path class="range" d="M${place(x)} ${place(y(least))}V${place(top)}${caps}"/>`;
}

function rangeColumns(numbers: ReportNumbers, points: DrawnSeries['points']): Column[] {
  if (!points.some(({ range }) => range !== undefined)) return [];
  const column = (heading: string, key: 'least' | 'most'): Column => ({
    heading,
    at: `${numbers.pathOf(points)}.#.range.${key}`,
    as: 'figure',
    values: points.map(({ range }) => range?.[key] ?? null),
  });
  return [column('at least', 'least'), column('at most (none: not certain)', 'most')];
}

/** The prediction of a law at a size N: n = c, c (ln N)^p or c N^e. */
function lawAt({ law, scale, exponent }: Law, size: number): number {
  switch (law) {
    case 'constant':
      return scale;
    case 'polylogarithm':
      return scale * Math.log(size) ** exponent;
    case 'power':
      return scale * size ** exponent;
  }
}

/**
 * The power laws for an interval of exponents. Least-squares lines pass through the centre of the points, so that they all meet
 * there.
 */
function wedge(
  known: readonly Point[],
  { lower, upper }: Fitted['exponent'],
  x: (size: number) => number,
  y: (value: number) => number,
): string {
  const centre = mean(known.map(({ size }) => Math.log(size)));
  const height = mean(known.map(({ value }) => Math.log(value)));
  const at = (size: number, exponent: number) => y(Math.exp(height + exponent * (Math.log(size) - centre)));
  const [first, last] = [known[0].size, known[known.length - 1].size];
  const corner = (size: number, exponent: number) => `${place(x(size))} ${place(at(size, exponent))}`;
  return `M${corner(first, lower)}L${corner(last, upper)}L${corner(last, lower)}L${corner(first, upper)}z`;
}

function describe({ name, points, fit }: DrawnSeries): string {
  const values = points
    .map(({ size, value }) => `${value === null ? 'none' : numberText(value)} at ${numberText(size)}`)
    .join(', ');
  const laws =
    fit.kind === 'fitted'
      ? ` As a power of N the exponent lies in ${numberText(fit.exponent.lower)} to ${numberText(fit.exponent.upper)}.`
      : '';
  return `${name} by the number of stored triplets, on logarithmic axes: ${values}.${laws}`;
}

/** Sizes evenly spaced on a logarithmic axis, so that curves are smooth. */
function steps(sizes: readonly number[]): number[] {
  const [least, most] = [Math.log(Math.min(...sizes)), Math.log(Math.max(...sizes))];
  return Array.from({ length: 41 }, (_, i) => Math.exp(least + ((most - least) * i) / 40));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

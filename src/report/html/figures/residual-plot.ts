import { scaleLinear, scaleLog } from 'd3-scale';
import { line } from 'd3-shape';
import { dataTable, numberColumn, type Column } from '../data-table.js';
import { markup, short, type Markup } from '../markup.js';
import type { ReportNumbers } from '../report-numbers.js';
import { powerText, ticksBelow, ticksBeside, type Frame } from './axes.js';
import { figure, label, stroke, numberText } from './figure.js';
import { dottedLast, knownPoints, LEFT, legend, powers, RIGHT, widened, WIDTH, type DrawnSeries } from './scaling-drawing.js';

const RESIDUALS: Frame = { left: LEFT, right: RIGHT, top: 26, bottom: 110 };

/** The residuals of each law: ln (observed / predicted) over the sizes. */
export function residualPlot(numbers: ReportNumbers, { name, points, fit }: DrawnSeries, id: string): Markup | null {
  if (fit.kind !== 'fitted') return null;
  const known = knownPoints(points);
  const x = scaleLog()
    .domain(widened(Math.min(...known.map(({ size }) => size)), Math.max(...known.map(({ size }) => size))))
    .range([RESIDUALS.left, RESIDUALS.right]);
  const reach = Math.max(0.1, ...fit.laws.flatMap(({ residuals }) => residuals.map(({ residual }) => Math.abs(residual))));
  const y = scaleLinear().domain([-reach, reach]).nice(4).range([RESIDUALS.bottom, RESIDUALS.top]);
  const title = `${short(name, 80)}: residuals`;
  const columns: Column[] = [
    numberColumn(numbers, 'N', fit.laws[0].residuals, 'size', 'count'),
    ...fit.laws.flatMap(({ law, residuals }) => [
      numberColumn(numbers, `${law}: predicted`, residuals, 'predicted', 'figure'),
      numberColumn(numbers, `${law}: residual`, residuals, 'residual', 'figure'),
    ]),
  ];
  return figure({
    id,
    title,
    description: `ln of observed over predicted n* by size, for each law; a law that fits leaves values near 0. ${fit.laws.map(({ law, residuals }) => `${law}: ${residuals.map(({ residual }) => numberText(residual)).join(', ')}`).join('; ')}.`,
    width: WIDTH,
    height: 152,
    body: [
      ticksBelow(x, powers(x.domain()), RESIDUALS, powerText),
      ticksBeside(y, y.ticks(4), RESIDUALS),
      stroke(RESIDUALS.left, y(0), RESIDUALS.right, y(0), 'tick'),
      dottedLast(fit.laws).map(
        ({ law, residuals }) =>
          markup`<path class="law ${law}" d="${
            line<{ readonly size: number; readonly residual: number }>()
              .x(({ size }) => x(size))
              .y(({ residual }) => y(residual))
              .digits(1)(residuals) ?? ''
          }"/>`,
      ),
      label((RESIDUALS.left + RESIDUALS.right) / 2, RESIDUALS.bottom + 32, 'stored triplets N', 'middle'),
      legend(fit.laws),
    ],
    caption: 'ln (observed / predicted) for each law. Any structure is growth that the law does not explain.',
    data: dataTable(title, columns),
  });
}

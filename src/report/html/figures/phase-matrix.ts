import { scaleLinear } from 'd3-scale';
import type { PhaseReport } from '../../data/phase-schema.js';
import { dataTable, numberColumn } from '../data-table.js';
import { markup, place, short, type Markup } from '../markup.js';
import { LEVELS, levelOf } from '../palette.js';
import type { ReportNumbers } from '../report-numbers.js';
import { tickText } from './axes.js';
import { figure, label, numberText } from './figure.js';

const LEFT = 58;
const TOP = 24;
const ROW = 26;

/** The most columns with room for a number in each cell. */
const MOST_LABELLED = 10;

/** Quantities over two parameters, each as a matrix with the mean over draws in every cell. */
export function phaseMatrices(numbers: ReportNumbers, phase: PhaseReport, idPrefix: string): Markup[] {
  const { x, y, quantities } = phase;
  const column = Math.min(56, Math.max(22, 400 / Math.max(1, x.values.length)));
  const labelled = x.values.length <= MOST_LABELLED;
  const width = LEFT + x.values.length * column + 12;
  const every = Math.ceil((Math.max(...x.values.map((value) => tickText(value).length)) * 6.6 + 4) / column);
  const rows = y.values.toSorted((one, other) => other - one); // the largest on top, as on an axis
  const bottom = TOP + rows.length * ROW;
  return quantities.map(({ name, cells }, quantity) => {
    const means = cells.map(({ mean }) => mean);
    const level = levelScale(means);
    const placed = cells.map((cell) => ({
      at: x.values.indexOf(cell.x),
      row: rows.indexOf(cell.y),
      shade: String(level(cell.mean)),
    }));
    const body = [
      label(0, TOP - 8, short(y.name, 40), 'start', 'strong'),
      rows.map((value, row) => label(LEFT - 6, TOP + row * ROW + 17, tickText(value), 'end')),
      x.values.map((value, at) =>
        at % every === 0 ? label(LEFT + (at + 0.5) * column, bottom + 15, tickText(value), 'middle') : null,
      ),
      label(LEFT + (x.values.length * column) / 2, bottom + 32, short(x.name, 60), 'middle', 'strong'),
      placed.map(
        ({ at, row, shade }) =>
          markup`<rect class="q${shade}" x="${place(LEFT + at * column + 0.5)}" y="${place(TOP + row * ROW + 0.5)}" width="${place(column - 1)}" height="${place(ROW - 1)}"/>`,
      ),
      labelled
        ? numbers.labels(cells, 'mean', 'share', (text, i) =>
            label(LEFT + (placed[i].at + 0.5) * column, TOP + placed[i].row * ROW + 17, text, 'middle', `on${placed[i].shade}`),
          )
        : null,
    ];
    const title = `${phase.title}: ${name}`;
    return figure({
      id: `${idPrefix}-${quantity}`,
      title: short(title, 120),
      kind: 'plot heatmap',
      description: `${name} by ${x.name} (across) and ${y.name} (up), means over draws; ${means.length === 0 ? 'no cell was measured' : `they go from ${numberText(Math.min(...means))} to ${numberText(Math.max(...means))}`}.`,
      width,
      height: bottom + 40,
      body,
      heading: name,
      caption: 'Mean over draws. No table exists for an empty cell.',
      data: dataTable(short(title, 120), [
        numberColumn(numbers, short(x.name, 40), cells, 'x', 'figure'),
        numberColumn(numbers, short(y.name, 40), cells, 'y', 'figure'),
        numberColumn(numbers, 'mean', cells, 'mean', 'figure'),
        numberColumn(numbers, 'least', cells, 'least', 'figure'),
        numberColumn(numbers, 'greatest', cells, 'greatest', 'figure'),
        numberColumn(numbers, 'draws', cells, 'draws', 'count'),
      ]),
    });
  });
}

/** Levels over 0 … 1 for shares, and over the range of the values otherwise. */
function levelScale(values: readonly number[]): (value: number) => number {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (least >= 0 && most <= 1) return levelOf;
  const scale = scaleLinear()
    .domain([least, most === least ? least + 1 : most])
    .range([0, 1 - 0.5 / LEVELS]);
  return (value) => levelOf(scale(value));
}

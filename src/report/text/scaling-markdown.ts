import type { ScalingEvidence, ScalingSeries } from '../../verify/evidence.js';
import { figure } from '../words/numbers.js';
import { growthOf } from '../words/scaling-words.js';
import { markdownText as text } from './markdown-text.js';

/** The evidence of a scaling claim: the values by size, and how well the rival laws fit. The residuals are in report.json. */
export function scalingBlock({ series }: ScalingEvidence): string[] {
  return [...sizesTable(series), ...series.flatMap(seriesLines)];
}

/** The values by size, a column for each series. */
function sizesTable(series: readonly ScalingSeries[]): string[] {
  const sizes = [...new Set(series.flatMap(({ points }) => points.map(({ size }) => size)))].toSorted((one, other) => one - other);
  const cell = ({ points }: ScalingSeries, at: number) => {
    const point = points.find(({ size }) => size === at);
    if (point === undefined) return '';
    const { value, range } = point;
    const open = range === undefined || (range.least === value && range.most === value);
    return `${value === null ? 'none' : figure(value)}${open ? '' : ` (${range.least} … ${range.most ?? '?'})`}`;
  };
  return [
    `| size | ${series.map(({ name }) => text(name)).join(' | ')} |`,
    `|---|${series.map(() => '---|').join('')}`,
    ...sizes.map((size) => `| ${figure(size)} | ${series.map((each) => cell(each, size)).join(' | ')} |`),
    '',
    'Where the search left a value open, the range in brackets contains it with the confidence of the search. “none” means that no value up to the largest one tried was enough.',
    '',
  ];
}

function seriesLines(series: ScalingSeries): string[] {
  const { name, fit, decision } = series;
  const laws =
    fit.kind === 'not identifiable'
      ? []
      : [
          `| law | c | exponent | error on the held-out sizes (from ${figure(fit.heldOutFrom)}), for a fit to the others |`,
          '|---|---|---|---|',
          ...fit.laws.map(
            ({ law, scale, exponent, heldOutError }) =>
              `| ${law} | ${figure(scale)} | ${figure(exponent)} | ${figure(heldOutError)} |`,
          ),
          '',
        ];
  return [`${text(name)}: ${text(growthOf(series))}${decision === null ? '' : `; ${decision}`}.`, '', ...laws];
}

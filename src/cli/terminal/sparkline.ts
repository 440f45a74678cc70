import { styleText } from 'node:util';
import type { DrawingStyle } from './drawing-style.js';

const BLOCKS = { levels: '▁▂▃▄▅▆▇█', missing: '·' };
const ASCII = { levels: '_.-:=+*#', missing: '?' };

/** The values of the lowest and the highest character of a sparkline. */
export interface SparklineRange {
  readonly least: number;
  readonly most: number;
}

/**
 * A line with one character per value: the nearest of eight levels of a range.
 *
 * @param values - null, or what is not finite, is drawn as missing
 * @param range - values beyond it are drawn at its ends; by default from the least to the greatest value
 */
export function sparkline(values: readonly (number | null)[], style: DrawingStyle, range = rangeOf(values)): string {
  const { levels, missing } = style.unicode ? BLOCKS : ASCII;
  const { least, most } = range;
  const line = values
    .map((value) => {
      if (value === null || !Number.isFinite(value)) return missing;
      const share = most > least ? (value - least) / (most - least) : 0;
      return levels[Math.round(Math.min(1, Math.max(0, share)) * (levels.length - 1))];
    })
    .join('');
  return style.colour && line !== '' ? styleText('cyan', line, { validateStream: false }) : line;
}

function rangeOf(values: readonly (number | null)[]): SparklineRange {
  const finite = values.flatMap((value) => (value !== null && Number.isFinite(value) ? [value] : []));
  return { least: Math.min(...finite), most: Math.max(...finite) };
}

import { format } from 'd3-format';
import { figure, percent, percentAtLeast, percentAtMost } from '../words/numbers.js';

const thousands = format(',d');
const thousandths = format('.3f');

/** How numbers are shown, by the name that an element carries: what stands on the page is the format of what stands in the report. */
export const NUMBER_FORMATS = {
  /** Four digits. */
  figure,
  /** A whole number. */
  count: (value: number) => thousands(value).replaceAll('−', '-'),
  /** Of a whole: three decimals. */
  share: (value: number) => thousandths(value).replaceAll('−', '-'),
  percent,
  percentAtMost,
  percentAtLeast,
  /** A confidence, given as what it leaves over. */
  confidence: (alpha: number) => percentAtLeast(1 - alpha),
} as const;

/** One of the formats. */
export type NumberFormat = keyof typeof NUMBER_FORMATS;

import { figure, percent, percentAtLeast, percentAtMost } from './numbers.js';

/** How numbers are shown, by the name that an element of a page carries: what stands there is the format of what stands in the report. */
export const NUMBER_FORMATS = {
  /** Four digits. */
  figure,
  /** A whole number, with commas. */
  count: (value: number) => String(Math.round(value)).replaceAll(/\B(?=(?:\d{3})+$)/g, ','),
  /** Of a whole: three decimals. */
  share: (value: number) => value.toFixed(3).replace(/^-(?=0\.000$)/, ''),
  percent,
  percentAtMost,
  percentAtLeast,
  /** A confidence, given as what it leaves over. */
  confidence: (alpha: number) => percentAtLeast(1 - alpha),
} as const;

/** The name of a format. */
export type NumberFormat = keyof typeof NUMBER_FORMATS;

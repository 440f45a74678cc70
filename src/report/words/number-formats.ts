import { figure, percent, percentAtLeast, percentAtMost } from './numbers.js';

/**
 * How numbers are shown. An element of a page names its format, so that its text can be checked against the number in the report.
 */
export const NUMBER_FORMATS = {
  /** Four digits. */
  figure,
  /** A whole number, with commas. */
  count: (value: number) => String(Math.round(value)).replaceAll(/\B(?=(?:\d{3})+$)/g, ','),
  /** A share in 0 … 1: three decimals. */
  share: (value: number) => value.toFixed(3).replace(/^-(?=0\.000$)/, ''),
  percent,
  percentAtMost,
  percentAtLeast,
  /** A confidence 1 − α, from α. */
  confidence: (alpha: number) => percentAtLeast(1 - alpha),
} as const;

/** The name of a format. */
export type NumberFormat = keyof typeof NUMBER_FORMATS;

import type { System } from '../system.js';

/** An error whose size can be chosen: how small a one does a claim still notice? */
export interface Defect {
  /** Names it in reports. */
  readonly id: string;
  /** What is planted, in a sentence. */
  readonly planted: string;
  /** What its size is a measure of. */
  readonly measure: string;
  /** From the smallest to the largest, in about equal ratios. */
  readonly sizes: readonly number[];
  /** The claims that are asked about it. */
  readonly claims: readonly string[];
  /** The system with the defect in it. */
  plant(system: System, size: number): System;
}

/** The variant of a size of a defect. */
export function variantOf({ id }: Defect, size: number): string {
  return `${id}=${size}`;
}

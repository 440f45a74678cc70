import type { System } from '../system.js';

/** The ids of all defects. */
export type DefectId =
  | 'swapped-facts'
  | 'forgotten-facts'
  | 'first-subject-bias'
  | 'subject-bias'
  | 'query-bias'
  | 'gradient-noise'
  | 'longer-steps'
  | 'shorter-steps'
  | 'averaged-pairs'
  | 'favoured-pair'
  | 'favoured-pair-trained'
  | 'mislabelled-prompts';

/** An error of a chosen size. The sensitivity map finds the smallest size that a claim still detects. */
export interface Defect {
  /** The name in reports; also names random streams. */
  readonly id: DefectId;
  /** What is planted, for people. */
  readonly planted: string;
  /** What the size measures, for people. */
  readonly measure: string;
  /** From the smallest to the largest, in about equal ratios. */
  readonly sizes: readonly number[];
  /** Plants the defect in a system. */
  plant(system: System, size: number): System;
}

/** The id of a defect of one size, as in "query-bias=0.5". */
export function variantOf({ id }: Defect, size: number): string {
  return `${id}=${size}`;
}

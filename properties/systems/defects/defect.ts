import { withChange, type System, type SystemChanges } from '../system.js';

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
  /** What is other in a system with the defect. */
  plant(system: System, size: number): SystemChanges;
}

/** The id of a defect of one size, as in "query-bias=0.5". */
export function variantOf({ id }: Defect, size: number): string {
  return `${id}=${size}`;
}

/** A system with a defect of one size, which it is named for. */
export function withDefect(system: System, defect: Defect, size: number): System {
  return withChange(system, variantOf(defect, size), defect.plant(system, size));
}

import type { Claim } from '../src/verify/claim.js';
import type { Conclusion } from '../src/verify/conclusion.js';
import type { Json } from '../src/verify/experiment.js';
import type { ScalingPoint } from '../src/verify/statistics/scaling-fit.js';
import type { AblationDesign, NotAsked, RandomDesign, TableDesign } from './experiments/design.js';
import type { BrokenModel } from './systems/broken/broken-model.js';

/**
 * All that there is of a claim: what it says, where its cases come from on random tables, on a given one and without its assumptions, and what
 * is concluded of a case. Random runs, given tables, controls, sensitivity and ablation follow from it.
 */
export interface ClaimRecord<Case = unknown, Observation = unknown> {
  readonly claim: Claim;
  readonly random: RandomDesign<Case, Observation>;
  readonly onTable: TableDesign<Case, Observation> | NotAsked;
  readonly ablation: AblationDesign<Case, Observation> | NotAsked;
  /** The broken models that the claim is held to, where it is not held to all that touch what it reads. */
  readonly heldTo?: HeldTo<Case, Observation>;
  /** @param claim - this claim, or a control of it: its thresholds count */
  conclude(this: void, claim: Claim, value: Case, observation: Observation): Conclusion;
  /** Of a scaling claim: what a case adds to which series. */
  point?(this: void, value: Case, observation: Observation): ScalingPoint & { readonly series: string };
  /** The preview of a case, where the claim looks at it otherwise than others of its design; null for none. */
  preview?(this: void, value: Case): Json;
}

/** Some broken models, and why no others. */
export interface HeldTo<Case = unknown, Observation = unknown> {
  readonly models: readonly string[];
  why(model: BrokenModel): string;
  /** Where the error is planted in other cases than those of a changed system. */
  random?(model: string): RandomDesign<Case, Observation>;
}

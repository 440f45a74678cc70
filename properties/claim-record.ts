import type { Claim } from '../src/verify/claim.js';
import type { Conclusion } from '../src/verify/conclusion.js';
import type { Json } from '../src/verify/experiment.js';
import type { ScalingPoint } from '../src/verify/statistics/scaling-fit.js';
import type { AblationDesign, NotTested, RandomDesign, TableDesign } from './experiments/design.js';
import type { BrokenModel } from './systems/broken/broken-model.js';
import type { DefectId } from './systems/defects/defect.js';

/**
 * Everything about a claim: what it says; where its cases come from on random tables, on a given table and without its assumptions; and what
 * is concluded from a case. Random runs, given tables, controls, sensitivity and ablation are derived from it.
 */
export interface ClaimRecord<Case = unknown, Observation = unknown> {
  readonly claim: Claim;
  readonly random: RandomDesign<Case, Observation>;
  readonly onTable: TableDesign<Case, Observation> | NotTested;
  readonly ablation: AblationDesign<Case, Observation> | NotTested;
  /** Limits the broken models that the claim is held to. By default these are all that touch a component it reads. */
  readonly heldTo?: HeldTo<Case, Observation>;
  /** The defects of growing size that the claim is tested on. */
  readonly defects?: readonly DefectId[];
  /** @param claim - this claim or a control of it, whose thresholds apply */
  conclude(this: void, claim: Claim, value: Case, observation: Observation): Conclusion;
  /** For a scaling claim: the point that a case adds, and its series. */
  point?(this: void, value: Case, observation: Observation): ScalingPoint & { readonly series: string };
  /** The preview of a case, if it differs from that of the other claims of the design; null for no preview. */
  preview?(this: void, value: Case): Json;
}

/** The broken models that a claim is held to, and why it is not held to others. */
export interface HeldTo<Case = unknown, Observation = unknown> {
  readonly models: readonly string[];
  why(model: BrokenModel): string;
  /** The cases for a broken model, if they are not the claim's own with a changed system. */
  random?(model: string): RandomDesign<Case, Observation>;
}

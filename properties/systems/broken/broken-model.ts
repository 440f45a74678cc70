import type { System } from '../system.js';

/** The components of a system. A claim reads some of them, and a broken model breaks one. */
export type SystemComponent =
  /** What is stored, its activation and β. */
  | 'memory'
  /** The pairs and the query that the model reads. */
  | 'prompts'
  /** How θ turns into weights. */
  | 'attention'
  /** Attention by content and position, which has a softmax of its own. */
  | 'full attention'
  /** The prompts that the trainer reads, and what it does with gradients. */
  | 'training'
  /** How tokens follow from logits. */
  | 'decoding';

/** A model or a trainer with one error, which some claim must catch. */
export interface BrokenModel {
  /** The name in reports; also names random streams. */
  readonly id: string;
  /** The id of the control that plants this error for one claim; null if there is none. */
  readonly control: string | null;
  /** What is broken, for people. */
  readonly broken: string;
  /** The component with the error. Claims that do not read it are unaffected. */
  readonly touches: SystemComponent;
  /** Plants the error in a system. Everything else about the system stays as it is. */
  breaks(system: System): System;
}

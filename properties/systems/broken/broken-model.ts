import type { System } from '../system.js';

/** The components of a system: a claim reads some of them, and a broken model breaks one. */
export type SystemComponent =
  /** What is stored, its activation and β. */
  | 'memory'
  /** The pairs and the query as the model is given them. */
  | 'prompts'
  /** What becomes of θ where the model reads. */
  | 'attention'
  /** Content-and-position attention, which has a softmax of its own. */
  | 'full attention'
  /** What the trainer is shown, and what it makes of gradients. */
  | 'training'
  /** How a step's token is told from its logits. */
  | 'decoding';

/** A model or a trainer with one error in it, which some claim must notice. */
export interface BrokenModel {
  /** Names it in reports. */
  readonly id: string;
  /** The control that plants the same error for one claim; null where there is none. */
  readonly control: string | null;
  /** What is broken, in a sentence. */
  readonly broken: string;
  /** Where the error is: claims that do not read this part are unaffected. */
  readonly touches: SystemComponent;
  /** The system with the error in it; its own memory, embeddings and training stay what they are beside it. */
  breaks(system: System): System;
}

import type { SystemSource } from '../systems/system-source.js';
import type { Recheck } from './recheck.js';

/** What experiments are opened with. */
export interface ExperimentSource extends SystemSource {
  /** Engines that violations within rounding are evaluated by once more; they are believed where it is missing. */
  readonly recheck?: Recheck;
}

import type { SystemSource } from '../systems/system-source.js';
import type { Recheck } from './recheck.js';

/** What experiments are opened with: the systems of a run, and how violations within rounding are checked. */
export interface ExperimentSource extends SystemSource {
  /** Evaluates violations within rounding once more. Without it they count as violations. */
  readonly recheck?: Recheck;
}

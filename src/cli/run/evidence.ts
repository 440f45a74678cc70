import type { CorpusCase } from '../../verify/decide/regression-case.js';
import type { SupervisedRun } from '../../verify/workers/supervisor.js';
import type { DrawnPhases } from './draw-phases.js';

/** What a run found. */
export interface Evidence {
  readonly run: SupervisedRun;
  /** The cases of earlier runs that it evaluated first. */
  readonly regressions: readonly CorpusCase[];
  /** Null where none are wanted. */
  readonly phases: DrawnPhases | null;
  /** How long the run took. */
  readonly seconds: number;
}

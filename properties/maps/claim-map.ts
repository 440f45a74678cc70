import type { Experiment } from '../../src/verify/experiment.js';
import type { ExperimentSource } from '../experiments/experiment-source.js';

export interface MapColumn {
  readonly id: string;
  /** Another name for the column, such as the id of a control. */
  readonly alias?: string;
  /** What differs from what the claims say, for people. */
  readonly meaning: string;
  /** For a planted defect: its id and size. */
  readonly defect?: { readonly name: string; readonly size: number };
}

/** A map of claims (rows) and variants (columns). */
export interface ClaimMap {
  readonly columns: readonly MapColumn[];
  /** The cells that are not evaluated, and why. */
  readonly blank: readonly {
    readonly claim: string;
    readonly column: string;
    /** unaffected: nothing that the claim reads or assumes differs; left out: not tested. */
    readonly kind: 'unaffected' | 'left out';
    readonly why: string;
  }[];
  /** Why a row or a column may have no cell with a verdict against the claim. */
  readonly explained: readonly { readonly id: string; readonly why: string }[];
  /** @param ids - the ids of the wanted columns */
  experiments(this: void, source: ExperimentSource, ids: readonly string[]): Experiment[];
}

import type { Experiment } from '../../src/verify/experiment.js';
import type { ExperimentSource } from '../experiments/experiment-source.js';

/** A column of a map. */
export interface MapColumn {
  readonly id: string;
  /** Another name that it is called by, as a control is by its id. */
  readonly alias?: string;
  /** What is other, in a sentence. */
  readonly meaning: string;
  /** Of a planted defect: what it is, and its size. */
  readonly defect?: { readonly name: string; readonly size: number };
}

/** A map: its columns, and the experiments of some of them. */
export interface ClaimMap {
  readonly columns: readonly MapColumn[];
  /** Pairs that are not evaluated, and why. */
  readonly blank: readonly {
    readonly claim: string;
    readonly column: string;
    /** unaffected: nothing that the claim reads or assumes is other; left out: it is not asked. */
    readonly kind: 'unaffected' | 'left out';
    readonly why: string;
  }[];
  /** Why a row or a column may have no cell that is decided against its claim. */
  readonly explained: readonly { readonly id: string; readonly why: string }[];
  /** @param ids - of the columns */
  experiments(this: void, source: ExperimentSource, ids: readonly string[]): Experiment[];
}

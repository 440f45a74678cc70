import type { ClaimsWithoutCases, Experiment, Json } from '../experiment.js';

/** The experiments of a run, as a module opens them in every worker. */
export interface Catalogue {
  readonly experiments: readonly Experiment[];
  /** Claims that the given subject leaves without a case. */
  readonly withoutCases?: readonly ClaimsWithoutCases[];
  /** What the report says of how they were opened. */
  readonly about: Json;
}

/** A module that opens a catalogue: each worker imports it, since experiments cannot be sent. */
export interface CatalogueModule {
  /** @param input - what was asked for; the same input opens the same experiments in the same order */
  openCatalogue(input: Json): Catalogue | Promise<Catalogue>;
}

/** Where the experiments of a supervised run come from. */
export interface CatalogueSource {
  /** The module, an ES module that exports `openCatalogue`. */
  readonly module: URL;
  readonly input: Json;
}

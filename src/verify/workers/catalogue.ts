import type { ClaimsWithoutCases, Experiment, Json } from '../experiment.js';

/** The experiments of a run. Every worker opens its own catalogue. */
export interface Catalogue {
  readonly experiments: readonly Experiment[];
  /** Claims for which the given subject has no cases. */
  readonly withoutCases?: readonly ClaimsWithoutCases[];
  /** How they were opened, for the report. */
  readonly about: Json;
}

/** A module that opens a catalogue. Each worker imports it, since experiments cannot be sent between threads. */
export interface CatalogueModule {
  /** @param input - describes the experiments; the same input must open the same experiments in the same order */
  openCatalogue(input: Json): Catalogue | Promise<Catalogue>;
}

/** Where the experiments of a supervised run come from. */
export interface CatalogueSource {
  /** An ES module that exports `openCatalogue`. */
  readonly module: URL;
  readonly input: Json;
}

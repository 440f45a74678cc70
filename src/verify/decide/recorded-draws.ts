import type { Conclusion } from '../conclusion.js';

/** What a claim made of a drawn case: null where it does not speak of it. */
export type Outcome = { readonly conclusion: Conclusion; readonly stratum: string } | null;

/** Outcomes of draws that were evaluated before, elsewhere: a draw has one outcome, whoever evaluates it. */
export interface RecordedOutcomes {
  /** Undefined where the draw at an index was not evaluated for a claim. */
  get(claim: string, index: number): Outcome | undefined;
}

/** One outcome of a draw, for a record. */
export interface RecordedDraw {
  readonly index: number;
  readonly outcome: Outcome;
}

/** What one claim's draws came to in a shard. */
export interface ShardRecord {
  readonly experiment: string;
  readonly claim: string;
  readonly draws: readonly RecordedDraw[];
}

/** Outcomes of draws that shards evaluated: by experiment, claim and index. */
export type ShardedOutcomes = ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<number, Outcome>>>;

/** A share of the draws: the indices that leave the remainder `index` when divided by `of`. */
export interface Share {
  readonly index: number;
  readonly of: number;
}

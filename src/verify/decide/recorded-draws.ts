import type { Conclusion } from '../conclusion.js';

/** The outcome of a claim on a drawn case; null when the case does not meet the assumptions. */
export type Outcome = { readonly conclusion: Conclusion; readonly stratum: string } | null;

/** The outcomes of draws that shards have evaluated. A draw has the same outcome wherever it is evaluated. */
export interface RecordedOutcomes {
  /** Undefined when the draw at an index was not evaluated for the claim. */
  get(claim: string, index: number): Outcome | undefined;
}

/** The recorded outcome of one draw. */
export interface RecordedDraw {
  readonly index: number;
  readonly outcome: Outcome;
}

/** The outcomes of one claim's draws in a shard. */
export interface ShardRecord {
  readonly experiment: string;
  readonly claim: string;
  readonly draws: readonly RecordedDraw[];
}

/** The outcomes of draws that shards have evaluated, by experiment, claim and index. */
export type ShardedOutcomes = ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<number, Outcome>>>;

/** A share of the draws: those whose index has the remainder `index` when divided by `of`. */
export interface Share {
  readonly index: number;
  readonly of: number;
}

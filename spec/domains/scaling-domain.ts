// N = 2^b facts, S = 2^m subjects, R relations, k pairs, n prompts.

/** The kinds of tables that series are drawn from. */
export const SCALING_TABLES = ['cyclic', 'elementary', 'matchings', 'bijections'] as const;

export type ScalingTables = (typeof SCALING_TABLES)[number];

/** A series of table sizes, along which the sample-complexity claims search n*. */
export interface ScalingSeriesDomain {
  readonly tables: ScalingTables;
  /** k. */
  readonly pairs: number;
  /** b of N = 2^b, increasing. */
  readonly bits: readonly number[];
}

/** The range of b. Smaller tables have no room for prompts; facts of larger ones no longer have 32-bit indices. */
export const BITS = { min: 4, max: 30 } as const;

/** The largest b for rows of random matchings, which are drawn and stored at a cost of S² R. */
export const MOST_BITS_OF_MATCHINGS = 12;

/** The largest b for full attention, and for a memory that needs n ~ N prompts. */
export const MOST_BITS_OF_VARIANTS = 12;

/** k of the series. */
export const PAIRS_OF_S2 = [2, 4, 8] as const;

/** The shape of a table of N = 2^b facts: R = 2^⌊b/3⌋, but no more than 8, and S = N / R. */
export function shapeOf(bits: number): { readonly subjectBits: number; readonly relations: number } {
  const relationBits = Math.min(3, Math.floor(bits / 3));
  return { subjectBits: bits - relationBits, relations: 2 ** relationBits };
}

/** True if k ≤ S/2 on a table of N = 2^b facts, as in D. */
export function fits(pairs: number, bits: number): boolean {
  return 2 * pairs <= 2 ** shapeOf(bits).subjectBits;
}

/** b from `from` to `to` in steps of `step`. */
export function bitsFrom(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.max(0, Math.floor((to - from) / step) + 1) }, (_, i) => from + i * step);
}

/** The tables of S2. They have at least 12 sizes, which rows of random matchings do not. */
export const TABLES_OF_S2 = ['cyclic', 'elementary', 'bijections'] as const satisfies readonly ScalingTables[];

/** N = 2⁴ … 2³⁰ in steps of 2²: 14 sizes, 13 for k = 8. */
export const SERIES_OF_S2: readonly ScalingSeriesDomain[] = TABLES_OF_S2.flatMap((tables) =>
  PAIRS_OF_S2.map((pairs) => ({ tables, pairs, bits: bitsFrom(BITS.min, BITS.max, 2).filter((bits) => fits(pairs, bits)) })),
);

/** Full attention, N = 2⁴ … 2¹². */
export const SERIES_OF_S2B: readonly ScalingSeriesDomain[] = [
  { tables: 'cyclic', pairs: 2, bits: bitsFrom(BITS.min, MOST_BITS_OF_VARIANTS, 1) },
];

/** The largest b of the control. Cost doubles from size to size, as n does: at 2¹⁰, 200 draws of n = 3,072 take half a minute. */
const MOST_BITS_OF_C1 = 10;

/** The control, whose n* grows as N: 7 sizes, which just span the factor that a fit needs. */
export const SERIES_OF_C1: readonly ScalingSeriesDomain[] = [
  { tables: 'cyclic', pairs: 2, bits: bitsFrom(BITS.min, MOST_BITS_OF_C1, 1) },
];

/** What n prompts must achieve, and how the least such n, n*, is searched. */
export interface SampleCriterion {
  readonly accuracy: number;
  readonly fresh: number;
  readonly tolerance: number;
  readonly alpha: number;
  readonly cases: number;
  readonly within: number;
}

/** The criterion of S2, S2b and C1. */
export const SAMPLE_CRITERION: SampleCriterion = {
  /** The accuracy that a draw must reach. */
  accuracy: 0.99,
  /**
   * The number of fresh prompts that accuracy is measured on, of which a draw may miss 2. It is less than the 1,000 of spec/model.md §2, since tens
   * of thousands of draws are measured. Most of them are far from the edge. Where accuracies crowd about 0.99, n* moves by no more than the
   * resolution of the search.
   */
  fresh: 200,
  /** The rate of draws that may miss the accuracy. */
  tolerance: 0.05,
  /** The largest chance that any look of one search is wrong. */
  alpha: 0.05,
  /**
   * The most draws for one n. A look without misses is decided after 82 draws if it is the first look, after 161 if it is the 10th, and after 179 if
   * it is the 16th, the last that doubling reaches (`mostSamples`). If the draws end first, the share of misses decides, and the range says so.
   */
  cases: 200,
  /** A search ends when the last n that fails is within this factor of the first that passes. That is little beside the 200-fold growth of N^0.3 over these sizes. */
  within: 1.5,
};

/** The largest n that is searched: 8 N, at most 2¹⁵. With 8 N prompts at k = 2, a memory of the seen facts has all but e^−24 of the facts. */
export function mostSamples(bits: number): number {
  return 2 ** Math.min(bits + 3, 15);
}

// N = 2^b facts, S = 2^m subjects, R relations, k pairs, n prompts.

/** Where the tables of a series come from. */
export const SCALING_TABLES = ['cyclic', 'elementary', 'matchings', 'bijections'] as const;

/** One of the sources. */
export type ScalingTables = (typeof SCALING_TABLES)[number];

/** One series of the sample-complexity claims. */
export interface ScalingSeriesDomain {
  readonly tables: ScalingTables;
  /** k. */
  readonly pairs: number;
  /** b of N = 2^b, increasing. */
  readonly bits: readonly number[];
}

/** b of N = 2^b: below, prompts have no room; above, tables are no longer told by 32-bit numbers. */
export const BITS = { min: 4, max: 30 } as const;

/** Rows of random matchings are drawn and stored, at a cost of S² R: they end here. */
export const MOST_BITS_OF_MATCHINGS = 12;

/** Full attention, and a memory that needs n ~ N prompts, end here. */
export const MOST_BITS_OF_VARIANTS = 12;

/** k of the series. */
export const PAIRS_OF_S2 = [2, 4, 8] as const;

/** The shape of a table of N = 2^b facts: R = 2^⌊b/3⌋, but no more than 8, and S = N / R. */
export function shapeOf(bits: number): { readonly subjectBits: number; readonly relations: number } {
  const relationBits = Math.min(3, Math.floor(bits / 3));
  return { subjectBits: bits - relationBits, relations: 2 ** relationBits };
}

/** True where a table of N = 2^b has k ≤ S/2, as in D. */
export function fits(pairs: number, bits: number): boolean {
  return 2 * pairs <= 2 ** shapeOf(bits).subjectBits;
}

/** From, to and every how many. */
export function bitsFrom(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.max(0, Math.floor((to - from) / step) + 1) }, (_, i) => from + i * step);
}

/** The tables of S2: at least 12 sizes, which rows of random matchings have not. */
export const TABLES_OF_S2 = ['cyclic', 'elementary', 'bijections'] as const satisfies readonly ScalingTables[];

/** N = 2⁴ … 2³⁰ in steps of 2²: 14 sizes, 13 for k = 8. */
export const SERIES_OF_S2: readonly ScalingSeriesDomain[] = TABLES_OF_S2.flatMap((tables) =>
  PAIRS_OF_S2.map((pairs) => ({ tables, pairs, bits: bitsFrom(BITS.min, BITS.max, 2).filter((bits) => fits(pairs, bits)) })),
);

/** Full attention, N = 2⁴ … 2¹². */
export const SERIES_OF_S2B: readonly ScalingSeriesDomain[] = [
  { tables: 'cyclic', pairs: 2, bits: bitsFrom(BITS.min, MOST_BITS_OF_VARIANTS, 1) },
];

/** b of the largest size of the control: each costs twice the one before, as n does, and at 2¹⁰ 200 draws of n = 3,072 take half a minute. */
const MOST_BITS_OF_C1 = 10;

/** The control, whose n grows as N: 7 sizes, as far apart as a fit asks for at least. */
export const SERIES_OF_C1: readonly ScalingSeriesDomain[] = [
  { tables: 'cyclic', pairs: 2, bits: bitsFrom(BITS.min, MOST_BITS_OF_C1, 1) },
];

/** What n* is the least n for, and how it is searched. */
export interface SampleCriterion {
  readonly accuracy: number;
  readonly fresh: number;
  readonly tolerance: number;
  readonly alpha: number;
  readonly cases: number;
  readonly within: number;
}

/** That of S2, S2b and C1. */
export const SAMPLE_CRITERION: SampleCriterion = {
  /** The accuracy that a draw must reach. */
  accuracy: 0.99,
  /**
   * Fresh prompts that it is measured on, where spec/model.md §2 has 1,000: a draw may miss 2. Tens of thousands of draws are measured, and most of
   * them are far from the edge: n* moves where accuracies crowd about 0.99, by no more than the resolution of the search.
   */
  fresh: 200,
  /** The rate of draws that may miss it. */
  tolerance: 0.05,
  /** The chance that any look of one search is wrong, at most. */
  alpha: 0.05,
  /**
   * Draws for one n, at most: a look that nothing misses is decided by 82 as the first, by 161 as the 10th and by 179 as the 16th, which is the last
   * that doubling comes to (`mostSamples`). Where they end first, the share that misses it decides, and the range says so.
   */
  cases: 200,
  /** A search ends when the last n that fails is within this factor of the first that passes: against the 200-fold growth that N^0.3 would be over these sizes, little. */
  within: 1.5,
};

/** How far n is searched: 8 N, with which a memory of the seen facts has all but e^−24 of them at k = 2, and no more than 2¹⁵. */
export function mostSamples(bits: number): number {
  return 2 ** Math.min(bits + 3, 15);
}

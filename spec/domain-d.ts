/** How the claims about training draw their tables, in words: what the estimate's rates are rates of. */
export const LATIN_SIZES_OF_D =
  'S uniform in 8 … 64, R uniform in 2 … S/2, k uniform in 1 … min(8, S/2); a Latin table of a family drawn uniformly from those that exist at S ' +
  '(isotopes of the cyclic group, of Z₂^m where S is a power of two, and rows from random matchings), uniformly relabelled; prompts by the law of spec/model.md §2';

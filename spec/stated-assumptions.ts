/** The four assumptions that a Latin table meets (spec/model.md §1). */
export const LATIN = ['total', 'injective', 'unambiguous', 'onto'] as const;

/** Assumptions that no domain says, each with what it says about a knowledge base, its prompts and its memory (spec/model.md §1, §7). */
export const STATED_ASSUMPTIONS = {
  total: 'every subject has an answer under every relation',
  injective: 'no relation maps two subjects to one answer',
  unambiguous: 'a (subject, answer) pair belongs to at most one relation',
  onto: 'every relation uses every answer',
  'hub-free(2^p − 1)': 'no relation maps 2^p − 1 or more subjects to one answer, p the power of the memory',
  'b < 1': 'the bias of the memory is below 1, so that a unit whose two inputs are both there fires',
  'k ≥ 2': 'prompts have at least two pairs',
} as const;

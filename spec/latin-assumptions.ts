/** A Latin table meets these four. */
export const LATIN = ['total', 'injective', 'unambiguous', 'onto'] as const;

/** What each of the four says of a table (spec/model.md §1). */
export const LATIN_MEANINGS: Readonly<Record<(typeof LATIN)[number], string>> = {
  total: 'every subject has an answer under every relation',
  injective: 'no relation maps two subjects to one answer',
  unambiguous: 'a (subject, answer) pair belongs to at most one relation',
  onto: 'every relation uses every answer',
};

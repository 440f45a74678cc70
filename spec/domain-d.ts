// S subjects, R relations, k pairs, n prompts.

/** The domain D of the training claims, spec/model.md §7. */
export const DOMAIN_D = {
  subjects: { min: 8, max: 64 },
  relations: { min: 2, perSubject: 1 / 2 },
  pairs: { min: 1, max: 8, perSubject: 1 / 2 },
  prompts: { min: 16, max: 64 },
} as const;

/** The most relations and pairs that D allows a table of S subjects. */
export function limitsOfD(subjects: number): { relations: number; pairs: number } {
  const { relations, pairs } = DOMAIN_D;
  return {
    relations: Math.floor(subjects * relations.perSubject),
    pairs: Math.min(pairs.max, Math.floor(subjects * pairs.perSubject)),
  };
}

const { subjects, relations, pairs, prompts } = DOMAIN_D;

/** D's table sizes in a line. */
export const SIZES_OF_D = `${subjects.min} ≤ S ≤ ${subjects.max}, ${relations.min} ≤ R ≤ ${relations.perSubject} S, ${pairs.min} ≤ k ≤ min(${pairs.max}, ${pairs.perSubject} S)`;

/** D's number of prompts in a line. */
export const SAMPLES_OF_D = `${prompts.min} ≤ n ≤ ${prompts.max} independent prompts`;

/** How the claims about training draw their tables, in words: what the estimate's rates are rates of. */
export const LATIN_SIZES_OF_D =
  `S uniform in ${subjects.min} … ${subjects.max}, R in ${relations.min} … ${relations.perSubject} S, k in ${pairs.min} … min(${pairs.max}, ${pairs.perSubject} S), each uniform; a Latin table of a family drawn uniformly from those that exist at S ` +
  '(isotopes of the cyclic group, of Z₂^m where S is a power of two, and rows from random matchings), subjects and answers uniformly relabelled; prompts by the law of spec/model.md §2';

/** How n is drawn, in words. */
export const DRAWN_SAMPLES_OF_D = `n uniform in ${prompts.min} … ${prompts.max}`;

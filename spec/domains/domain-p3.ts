// S subjects, R relations, k pairs.

/** The smallest table sizes at which equally spread attention ties, and the prompt length there (P3). */
export const DOMAIN_P3 = { subjects: 4, relations: 2, pairs: 2 } as const;

/** Where it never does, R and k anything that fits (P3b). */
export const DOMAIN_P3B = { mostSubjects: 3 } as const;

/** P3's sizes in a line. */
export const SIZES_OF_P3 = `S = ${DOMAIN_P3.subjects}, R = ${DOMAIN_P3.relations}, k = ${DOMAIN_P3.pairs}`;

/** P3b's sizes in a line. */
export const SIZES_OF_P3B = `2 ≤ S ≤ ${DOMAIN_P3B.mostSubjects}, 1 ≤ R ≤ S, 1 ≤ k ≤ S − 1`;

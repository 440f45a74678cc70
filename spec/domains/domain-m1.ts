// S subjects, R relations, A answers, p the memory's power.

/** The sizes and powers that M1 is drawn from. */
export const DOMAIN_M1 = {
  subjects: { min: 1, max: 16 },
  relations: { min: 1, max: 6 },
  /** A is at most this many times S. */
  mostAnswersPerSubject: 2,
  powers: { min: 2, max: 4 },
} as const;

const { subjects, relations, mostAnswersPerSubject, powers } = DOMAIN_M1;

/** The domain of M1, for people. */
export const CLAIMED_FOR_M1 = `arbitrary partial, many-to-one tables; p ∈ {${Array.from({ length: powers.max - powers.min + 1 }, (_, i) => powers.min + i).join(', ')}}, b = 0`;

/** The distribution of M1, for people. */
export const DRAWN_FOR_M1 = `S uniform in ${subjects.min} … ${subjects.max}, R in ${relations.min} … ${relations.max}, A in 1 … ${mostAnswersPerSubject}S, p in ${powers.min} … ${powers.max}; each (s, r) in random order is stored with a common density (uniform in 0 … 1) and a uniform answer, unless that breaks an assumption; at least one fact`;

// S subjects, R relations, A answers, p the memory's power, b its bias.

/** The sizes, powers and biases that M2 is drawn from. */
export const DOMAIN_M2 = {
  subjects: { min: 1, max: 24 },
  relations: { min: 1, max: 6 },
  powers: { min: 2, max: 4 },
  /** Below this bias recall and failure are both common: σ(1)/σ(½) ≤ 6^p. */
  lowBias: 0.2,
} as const;

const { subjects, relations, powers, lowBias } = DOMAIN_M2;

/** The distribution of M2, for people. */
export const DRAWN_FOR_M2 = `S uniform in ${subjects.min} … ${subjects.max}, R in ${relations.min} … ${relations.max}, A in 1 … S, p in ${powers.min} … ${powers.max}; each (s, r) is stored with a common density, its answer is a0 with a common chance and otherwise uniform (both the root of a uniform number in 0 … 1, so that hubs are common); at least one fact; b is 0 in half of the cases, in a quarter uniform in 0 … ${lowBias}, in a quarter in 0 … 1; three times in four a uniform fact whose answer is not a0 is asked about, where there is one, and otherwise any`;

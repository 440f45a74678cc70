/** The seed of every random test; it stands in their titles. */
export const SEED = 20260526;

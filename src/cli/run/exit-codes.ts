/** Exit code of what is undecided. */
export const UNDECIDED = 2;

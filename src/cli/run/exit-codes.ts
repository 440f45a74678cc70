/** Exit code of a command that leaves something undecided, or is stopped before it decides anything. */
export const UNDECIDED = 2;

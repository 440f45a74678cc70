/** Said of an assumption that is met. */
export const MET = 'met';

/** Said of an assumption that is not met. */
export const BROKEN = 'broken';

/** Why a run was asked to stop before it was done. */
export type StopReason = 'interrupt' | 'time limit';

/** The phases of an evaluation in which an index identifies a case. */
export const INDEXED_PHASES = ['estimate', 'enumeration', 'exploration'] as const;

export type IndexedPhase = (typeof INDEXED_PHASES)[number];

/**
 * Connects an evaluation with its supervisor. The evaluation announces every case, so that the supervisor knows which case stalled
 * the thread or ended it. The supervisor can ask the evaluation to stop. Tests are given as a mask, with one bit for each position
 * in the experiment's list.
 */
export interface Heartbeat {
  /** Called before the case at an index is drawn, observed or concluded on. `tests` is the mask of the tests that need it. */
  at(phase: IndexedPhase, tests: number, index: number): void;
  /**
   * Called before a case is evaluated that no index identifies, as in hunts and replays. `encode` is called only if the value is
   * stored.
   */
  on(tests: number, encode: () => string): void;
  /** Why the evaluation must stop; null while it may go on. */
  stopped(): StopReason | null;
}

/** A heartbeat that stores nothing and never stops the evaluation. */
export const NO_HEARTBEAT: Heartbeat = { at: () => {}, on: () => {}, stopped: () => null };

/** Thrown when the run was asked to stop. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor(readonly reason: StopReason) {
    super(`the run was asked to stop (${reason})`);
  }
}

/** @throws Interrupted where the run was asked to stop */
export function checkStop(heartbeat: Heartbeat): void {
  const reason = heartbeat.stopped();
  if (reason !== null) throw new Interrupted(reason);
}

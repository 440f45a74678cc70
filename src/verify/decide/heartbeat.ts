/** Why a run was asked to stop before it was done. */
export type StopReason = 'interrupt' | 'time limit';

/** The phases of a claim's evaluation in which a case can be told by its index. */
export const INDEXED_PHASES = ['estimate', 'enumeration', 'exploration'] as const;

/** One of the phases. */
export type IndexedPhase = (typeof INDEXED_PHASES)[number];

/**
 * What an evaluation says before every case, so that whoever supervises it knows which case stalled or ended it, and by which it is asked
 * to stop. Tests are told by their positions in the experiment's list, as bits of a mask.
 */
export interface Heartbeat {
  /** Before the case at an index is drawn, observed or concluded on, for the tests that need it. */
  at(phase: IndexedPhase, tests: number, index: number): void;
  /** Before a case is evaluated that no index gives back: the hunt's, and replays. `encode` is called where the heartbeat keeps values. */
  on(tests: number, encode: () => string): void;
  /** Null while the run goes on. */
  stopped(): StopReason | null;
}

/** Keeps nothing, and never stops. */
export const NO_HEARTBEAT: Heartbeat = { at: () => {}, on: () => {}, stopped: () => null };

/** The run was asked to stop. */
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

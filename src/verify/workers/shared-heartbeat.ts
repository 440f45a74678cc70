import { INDEXED_PHASES, type IndexedPhase, type Heartbeat, type StopReason } from '../decide/heartbeat.js';

/** Words at the head of the shared memory. */
const WORD = { beats: 0, kind: 1, phase: 2, tests: 3, index: 4, length: 5, stop: 6, done: 7, planned: 8 } as const;

/** Bytes of the head, a multiple of 8. */
const HEAD = 64;

/** Bytes for a case by value; a longer one is told by its claim alone. */
const ROOM = 4 * 1024 * 1024;

const STOP_REASONS: readonly StopReason[] = ['interrupt', 'time limit'];

/** Where a worker stands, as its supervisor reads it. */
export type WorkerPosition =
  | { readonly kind: 'idle' }
  /** At the case of an index; `tests` is the mask of the tests that need it. */
  | { readonly kind: 'index'; readonly phase: IndexedPhase; readonly tests: number; readonly index: number }
  /** At a case by value; null where it was too long to keep. */
  | { readonly kind: 'value'; readonly tests: number; readonly value: string | null };

/**
 * Memory that a worker and its supervisor share: the worker notes each case before it touches it, so that nothing is lost when it never
 * comes back; the supervisor may ask it to stop. A note takes some ten nanoseconds.
 */
export class SharedHeartbeat implements Heartbeat {
  private readonly words: Int32Array;
  private readonly bytes: Uint8Array;

  /** @param memory - that of another thread, or new */
  constructor(readonly memory: SharedArrayBuffer = new SharedArrayBuffer(HEAD + ROOM)) {
    this.words = new Int32Array(memory, 0, HEAD / Int32Array.BYTES_PER_ELEMENT);
    this.bytes = new Uint8Array(memory, HEAD);
  }

  at(phase: IndexedPhase, tests: number, index: number): void {
    const { words } = this;
    words[WORD.kind] = KIND.index;
    words[WORD.phase] = INDEXED_PHASES.indexOf(phase);
    words[WORD.tests] = tests;
    words[WORD.index] = index;
    Atomics.add(words, WORD.beats, 1);
  }

  on(tests: number, encode: () => string): void {
    const { words } = this;
    const text = encode();
    words[WORD.kind] = KIND.value;
    words[WORD.tests] = tests;
    // UTF-8 takes at most three bytes for each unit of a string.
    words[WORD.length] = text.length * 3 <= ROOM ? new TextEncoder().encodeInto(text, this.bytes).written : TOO_LONG;
    Atomics.add(words, WORD.beats, 1);
  }

  stopped(): StopReason | null {
    const stop = Atomics.load(this.words, WORD.stop);
    return stop === 0 ? null : STOP_REASONS[stop - 1];
  }

  /** Nothing is being evaluated. */
  rest(): void {
    this.words[WORD.kind] = KIND.idle;
    Atomics.add(this.words, WORD.beats, 1);
  }

  /** Notes how many of the planned cases are done. */
  progress(done: number, planned: number): void {
    Atomics.store(this.words, WORD.done, done);
    Atomics.store(this.words, WORD.planned, planned);
  }

  /** Asks the worker to stop before its next case. */
  stop(reason: StopReason): void {
    Atomics.store(this.words, WORD.stop, STOP_REASONS.indexOf(reason) + 1);
  }

  /** Changes with every note. */
  get beats(): number {
    return Atomics.load(this.words, WORD.beats);
  }

  get done(): number {
    return Atomics.load(this.words, WORD.done);
  }

  get planned(): number {
    return Atomics.load(this.words, WORD.planned);
  }

  /** Where the worker stands. */
  get position(): WorkerPosition {
    const { words } = this;
    const tests = words[WORD.tests];
    switch (words[WORD.kind]) {
      case KIND.index:
        return { kind: 'index', phase: INDEXED_PHASES[words[WORD.phase]], tests, index: words[WORD.index] };
      case KIND.value: {
        const length = words[WORD.length];
        return { kind: 'value', tests, value: length === TOO_LONG ? null : new TextDecoder().decode(this.bytes.slice(0, length)) };
      }
      default:
        return { kind: 'idle' };
    }
  }
}

const KIND = { idle: 0, index: 1, value: 2 } as const;

const TOO_LONG = -1;

import { INDEXED_PHASES, type IndexedPhase, type Heartbeat, type StopReason } from '../decide/heartbeat.js';

/** The 32-bit words in the header of the shared memory. */
const WORD = { beats: 0, kind: 1, phase: 2, tests: 3, index: 4, length: 5, stop: 6, done: 7, planned: 8 } as const;

/** Bytes of the header, a multiple of 8. */
const HEADER_BYTES = 64;

/** Bytes for a case by value. Of a longer case only the tests are stored. */
const VALUE_BYTES = 4 * 1024 * 1024;

const STOP_REASONS: readonly StopReason[] = ['interrupt', 'time limit'];

/** What a worker is evaluating, as its supervisor sees it. */
export type WorkerPosition =
  | { readonly kind: 'idle' }
  /** The case at an index. `tests` is the mask of the tests that need it. */
  | { readonly kind: 'index'; readonly phase: IndexedPhase; readonly tests: number; readonly index: number }
  /** A case by value; null when it was too long to store. */
  | { readonly kind: 'value'; readonly tests: number; readonly value: string | null };

/**
 * A heartbeat in memory that a worker and its supervisor share. The worker writes each case before it evaluates it, so that the
 * supervisor can name the case even if the worker never returns. The supervisor can ask the worker to stop. A beat takes some ten
 * nanoseconds.
 */
export class SharedHeartbeat implements Heartbeat {
  private readonly words: Int32Array;
  private readonly bytes: Uint8Array;

  /** @param memory - the memory of the other thread's heartbeat; new by default */
  constructor(readonly memory: SharedArrayBuffer = new SharedArrayBuffer(HEADER_BYTES + VALUE_BYTES)) {
    this.words = new Int32Array(memory, 0, HEADER_BYTES / Int32Array.BYTES_PER_ELEMENT);
    this.bytes = new Uint8Array(memory, HEADER_BYTES);
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
    // UTF-8 takes at most three bytes for each UTF-16 code unit of a string.
    words[WORD.length] = text.length * 3 <= VALUE_BYTES ? new TextEncoder().encodeInto(text, this.bytes).written : TOO_LONG;
    Atomics.add(words, WORD.beats, 1);
  }

  stopped(): StopReason | null {
    const stop = Atomics.load(this.words, WORD.stop);
    return stop === 0 ? null : STOP_REASONS[stop - 1];
  }

  /** Says that nothing is being evaluated. */
  rest(): void {
    this.words[WORD.kind] = KIND.idle;
    Atomics.add(this.words, WORD.beats, 1);
  }

  /** Stores how many of the planned cases are done. */
  progress(done: number, planned: number): void {
    Atomics.store(this.words, WORD.done, done);
    Atomics.store(this.words, WORD.planned, planned);
  }

  /** Asks the worker to stop before its next case. */
  stop(reason: StopReason): void {
    Atomics.store(this.words, WORD.stop, STOP_REASONS.indexOf(reason) + 1);
  }

  /** The number of beats so far: of calls of `at`, `on` and `rest`. */
  get beats(): number {
    return Atomics.load(this.words, WORD.beats);
  }

  get done(): number {
    return Atomics.load(this.words, WORD.done);
  }

  get planned(): number {
    return Atomics.load(this.words, WORD.planned);
  }

  /** What the worker is evaluating. */
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

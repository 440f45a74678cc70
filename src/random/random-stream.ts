import { hash } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/**
 * A stream of random numbers that is named, not numbered. Its 128-bit state is the SHA-256 of a seed and a path, so
 * (seed, claim, index) always gives the same draws, whatever was drawn before and on whichever machine or shard.
 *
 * The generator is xoshiro128** (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021). All of its
 * 32 output bits are of full quality. The lowest bit of the "+" generators is a linear sequence: good enough for test
 * inputs, not for evidence. The class implements the interface of a pure-rand generator, so fast-check can draw from it.
 */
export class RandomStream implements RandomGenerator {
  private constructor(
    private a: number,
    private b: number,
    private c: number,
    private d: number,
  ) {}

  /**
   * The stream named by a seed and a path.
   *
   * @param seed - any integer; the run's seed
   * @param path - what the stream is for, from the general to the specific
   */
  static of(seed: bigint | number, ...path: readonly (string | number)[]): RandomStream {
    return streamNamed(nameOf(seed, path));
  }

  /**
   * Many numbered streams under one seed and path. One SHA-512, of the name and the block's number, holds the states of four
   * streams: a hash takes two microseconds, which is as long as a cheap case.
   */
  static family(seed: bigint | number, ...path: readonly (string | number)[]): (index: number) => RandomStream {
    const name = nameOf(seed, path);
    let block = -1;
    let digest = Buffer.alloc(0);
    return (index) => {
      const wanted = Math.floor(index / STATES_PER_DIGEST);
      if (wanted !== block) {
        block = wanted;
        digest = hash('sha512', `${name} ${block}`, 'buffer');
      }
      return streamAt(digest, (index % STATES_PER_DIGEST) * STATE_BYTES);
    };
  }

  /**
   * The stream with a given state.
   *
   * @param state - four 32-bit words, not all zero
   * @throws RangeError for any other state
   */
  static fromState(state: readonly number[]): RandomStream {
    const [a, b, c, d] = state;
    if (a === undefined || b === undefined || c === undefined || d === undefined || (a | b | c | d) === 0) {
      throw new RangeError('RandomStream.fromState: the state must be four 32-bit integers, not all zero');
    }
    return new RandomStream(a | 0, b | 0, c | 0, d | 0);
  }

  /** The next 32 bits, as a signed integer. */
  next(): number {
    const scaled = Math.imul(this.b, 5);
    const result = Math.imul((scaled << 7) | (scaled >>> 25), 9);
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = (this.d << 11) | (this.d >>> 21);
    return result;
  }

  clone(): RandomStream {
    return new RandomStream(this.a, this.b, this.c, this.d);
  }

  getState(): readonly number[] {
    return [this.a, this.b, this.c, this.d];
  }

  /** A uniform integer in 0 … below − 1. */
  integer(below: number): number {
    return uniformInt(this, 0, below - 1);
  }

  /** A uniform float in [0, 1), a multiple of 2⁻⁵³. */
  uniform(): number {
    return ((this.next() >>> 5) * 0x4000000 + (this.next() >>> 6)) / 0x20000000000000;
  }

  /** A standard normal draw, by the Box–Muller transform. */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /**
   * A uniformly drawn item.
   *
   * @throws RangeError when there is none
   */
  choice<Item>(items: readonly Item[]): Item {
    if (items.length === 0) throw new RangeError('RandomStream.choice: there is nothing to choose from');
    return items[this.integer(items.length)];
  }

  /** A uniform permutation of 0 … size − 1 (Fisher–Yates). */
  permutation(size: number): Int32Array {
    const order = new Int32Array(size);
    for (let i = 0; i < size; i++) order[i] = i;
    return this.shuffle(order);
  }

  /** Shuffles in place, uniformly, and returns its argument. */
  shuffle(order: Int32Array): Int32Array {
    for (let i = order.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      const held = order[i];
      order[i] = order[j];
      order[j] = held;
    }
    return order;
  }
}

/** JSON keeps distinct paths distinct: ("a", "bc") and ("ab", "c"), or 1 and "1". */
function nameOf(seed: bigint | number, path: readonly (string | number)[]): string {
  return JSON.stringify([String(seed), ...path]);
}

function streamNamed(name: string): RandomStream {
  return streamAt(hash('sha256', name, 'buffer'), 0);
}

const STATE_BYTES = 16; // four 32-bit words

const STATES_PER_DIGEST = 64 / STATE_BYTES;

function streamAt(digest: Buffer, offset: number): RandomStream {
  return RandomStream.fromState([0, 4, 8, 12].map((at) => digest.readInt32LE(offset + at)));
}

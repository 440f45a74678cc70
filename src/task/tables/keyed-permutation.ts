import type { RandomStream } from '../../random/random-stream.js';

/**
 * Rounds of the network. Four make a pseudo-random permutation if the round functions are ideal (Luby and Rackoff 1988); these are
 * not, hence two more.
 */
const ROUNDS = 6;

/**
 * A pseudo-random permutation of 0 … 2^m − 1 that stores only its keys: a Feistel network over the high and the low half of m bits.
 * It relabels tables of 10⁹ facts, for which a shuffled list would not fit in memory. For small m it reaches only few of all
 * permutations, so small tables are shuffled instead.
 */
export class KeyedPermutation {
  private readonly keys: readonly number[];
  private readonly low: number; // bits of the low half

  /**
   * @param bits - m, 2 … 30
   * @throws RangeError for any other m
   */
  constructor(
    readonly bits: number,
    random: RandomStream,
  ) {
    if (!(Number.isInteger(bits) && bits >= 2 && bits <= 30)) {
      throw new RangeError(`a keyed permutation needs 2 ≤ m ≤ 30 bits, not ${bits}`);
    }
    this.low = bits >> 1;
    this.keys = Array.from({ length: ROUNDS }, () => random.next());
  }

  /** The image of a value in 0 … 2^m − 1. */
  at(value: number): number {
    const { bits, low } = this;
    const high = bits - low;
    const lowMask = (1 << low) - 1;
    const highMask = (1 << high) - 1;
    let left = value >>> low; // high bits
    let right = value & lowMask; // low bits
    for (let round = 0; round < ROUNDS; round += 2) {
      left ^= mix(right, this.keys[round]) & highMask;
      right ^= mix(left, this.keys[round + 1]) & lowMask;
    }
    return left * 2 ** low + right;
  }
}

/** Murmur3's finalizer on a keyed word: every bit of the word affects every bit of the result. */
function mix(value: number, key: number): number {
  let word = Math.imul(value + 1, 0x9e3779b1) ^ key;
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return (word ^ (word >>> 16)) >>> 0;
}

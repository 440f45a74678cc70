import { Option } from 'commander';
import { usageError } from '../../input-error.js';

/** The default is fixed rather than random, so that runs without --seed agree. */
export function seedOption(description: string): Option {
  return new Option('--seed <number>', description).argParser(parseSeed).default(1n, '1');
}

/** Parses a seed: any whole number of at most 64 bits, kept exact. */
function parseSeed(text: string): bigint {
  if (!/^\d+$/.test(text) || BigInt(text) >= 2n ** 64n) {
    throw usageError(`--seed must be a whole number in 0 … 2^64 − 1, not "${text}"`, 'leave it out for the default');
  }
  return BigInt(text);
}

import { Option } from 'commander';
import { usageError } from '../../input-error.js';
import type { Share } from '../../verify/decide/recorded-draws.js';

/** The shard i/n counts from 1, the share that it is parsed to from 0. */
export function shardOption(): Option {
  return new Option('--shard <i/n>', 'evaluate the i-th of n shares of the draws, for `ic-recall merge`').argParser(parseShard);
}

function parseShard(text: string): Share {
  const [index, of] = text.split('/').map((part) => (/^\d{1,4}$/.test(part) ? Number(part) : Number.NaN));
  if (index === undefined || of === undefined || text.split('/').length !== 2 || !(index >= 1 && index <= of)) {
    throw usageError(`--shard must be i/n with 1 ≤ i ≤ n ≤ 9999, not "${text}"`, 'as in --shard 2/3');
  }
  return { index: index - 1, of };
}

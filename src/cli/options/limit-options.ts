import { Option } from 'commander';
import { realNumber, wholeNumber } from './number-option.js';

/** The default of --case-limit in seconds: a hundred times the longest case that was measured. */
const CASE_LIMIT = 120;

/** In seconds; a timer of Node takes at most 2³¹ − 1 milliseconds. */
const LONGEST_TIMER = 2_000_000;

export function caseLimitOption(): Option {
  return new Option('--case-limit <seconds>', 'how long one case may take')
    .argParser(realNumber('--case-limit', { min: 0, above: true, max: 1_000_000 }))
    .default(CASE_LIMIT);
}

export function timeLimitOption(): Option {
  return new Option('--time-limit <seconds>', 'stop then, with what is undecided INCONCLUSIVE').argParser(
    realNumber('--time-limit', { min: 0, above: true, max: LONGEST_TIMER }),
  );
}

export function workersOption(): Option {
  return new Option('--workers <number>', 'threads; they change no result').argParser(wholeNumber('--workers', 1, 64));
}

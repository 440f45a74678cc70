import { Option } from 'commander';
import { realNumber, wholeNumber } from './number-option.js';

/** Seconds that a case may take: a hundred times what the longest took on the machines it was measured on. */
const CASE_LIMIT = 120;

/** Seconds that a timer of Node can count, some 24 days. */
const LONGEST_TIMER = 2_000_000;

/** The option --case-limit. */
export function caseLimitOption(): Option {
  return new Option('--case-limit <seconds>', 'how long one case may take')
    .argParser(realNumber('--case-limit', { min: 0, above: true, max: 1_000_000 }))
    .default(CASE_LIMIT);
}

/** The option --time-limit. */
export function timeLimitOption(): Option {
  return new Option('--time-limit <seconds>', 'stop then, with what is undecided INCONCLUSIVE').argParser(
    realNumber('--time-limit', { min: 0, above: true, max: LONGEST_TIMER }),
  );
}

/** The option --workers. */
export function workersOption(): Option {
  return new Option('--workers <number>', 'threads; they change no result').argParser(wholeNumber('--workers', 1, 64));
}

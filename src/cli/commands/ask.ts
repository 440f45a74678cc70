import type { Command } from 'commander';
import { ask } from '../run/ask.js';
import { wholeNumber } from '../options/number-option.js';
import { seedOption } from '../options/seed-option.js';

/** Declares the options of `ic-recall ask`, and what it does. */
export function declareAsk(command: Command): void {
  command
    .option('--facts <file>', 'the fact table (CSV; "countries" is the bundled one)', 'countries')
    .option('--n <number>', 'prompts to fine-tune on', wholeNumber('--n', 1, 100_000), 256)
    .addOption(seedOption('draws the prompts'))
    .option('--json', 'print JSON')
    .action(ask);
}

import { Option, type Command } from 'commander';
import { compare } from '../run/compare.js';

/** Declares the options of `ic-recall compare`, and what it does. */
export function declareCompare(command: Command): void {
  command
    .option('--strict', 'exit with 2 on warnings')
    .option('--markdown', 'print Markdown that is fit for a comment on a pull request')
    .addOption(new Option('--json', 'print the comparison as JSON').conflicts('markdown'))
    .action(compare);
}

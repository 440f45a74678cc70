import { Option, type Command } from 'commander';
import {
  BITS,
  MOST_BITS_OF_VARIANTS,
  PAIRS_OF_S2,
  SCALING_TABLES,
  TABLES_OF_S2,
  type ScalingTables,
} from '../../../spec/domains/scaling-domain.js';
import { usageError } from '../../input-error.js';
import { caseLimitOption, workersOption } from '../options/limit-options.js';
import { listOf, wholeNumber } from '../options/number-option.js';
import { seedOption } from '../options/seed-option.js';
import { sweep } from '../run/sweep.js';

/** Declares the options of `ic-recall sweep`, and what it does. */
export function declareSweep(command: Command): void {
  const exponent = (flag: string) => wholeNumber(flag, BITS.min, BITS.max);
  command
    .option('--tables <list>', `families of tables, of ${SCALING_TABLES.join(',')} (${TABLES_OF_S2.join(',')})`, listOf(tablesName))
    .option('--k <list>', `pairs in a prompt, a series each (${PAIRS_OF_S2.join(',')})`, listOf(wholeNumber('--k', 1, 8)))
    .option('--from <b>', 'the least exponent of N = 2^b', exponent('--from'), BITS.min)
    .option('--to <b>', `the largest (${BITS.max}; ${MOST_BITS_OF_VARIANTS} where the search is dear)`, exponent('--to'))
    .option('--step <number>', 'between exponents (2; 1 up to 2^12)', wholeNumber('--step', 1, BITS.max))
    .addOption(new Option('--attention <kind>', 'what is fine-tuned').choices(['positional', 'full']).default('positional'))
    .addOption(
      new Option('--memory <kind>', 'what the memory stores: all facts, or those that fine-tuning shows (the control C1)')
        .choices(['all-facts', 'seen-facts'])
        .default('all-facts'),
    )
    .addOption(seedOption('decides every draw'))
    .addOption(workersOption())
    .addOption(caseLimitOption())
    .option('--out <file>', 'also write points, fits and residuals as JSON to this file')
    .option('--html <file>', 'also draw n*, laws and residuals on one HTML page, each with its numbers')
    .option('--json', 'print JSON')
    .action(sweep);
}

function tablesName(text: string): ScalingTables {
  const name = SCALING_TABLES.find((known) => known === text);
  if (name === undefined) throw usageError(`--tables "${text}" does not exist`, `choose from ${SCALING_TABLES.join(', ')}`);
  return name;
}

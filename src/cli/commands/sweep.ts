import { dirname } from 'node:path';
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
import { toJson } from '../../report/write/to-json.js';
import { worstExitCode } from '../../verify/verdict.js';
import { prepareFolder, writeWhole } from '../../write-files.js';
import { caseLimitOption, workersOption } from '../options/limit-options.js';
import { listOf, wholeNumber } from '../options/number-option.js';
import { seedOption } from '../options/seed-option.js';
import { UNDECIDED } from '../run/exit-codes.js';
import { searchSeries } from '../run/search-series.js';
import { planSweep, type SweepChoice } from '../run/sweep-plan.js';
import { sweepData } from '../run/swept-series.js';
import { Progress } from '../terminal/progress.js';
import { sweepText } from '../terminal/sweep-text.js';

interface SweepOptions extends SweepChoice {
  readonly seed: bigint;
  readonly workers?: number;
  readonly caseLimit: number;
  readonly out?: string;
  readonly html?: string;
  readonly json?: true;
}

/** Declares the options of `ic-recall sweep`, and what it does. */
export function declareSweep(command: Command): void {
  const exponent = (flag: string) => wholeNumber(flag, BITS.min, BITS.max);
  command
    .option('--tables <list>', `families of tables, of ${SCALING_TABLES.join(',')} (${TABLES_OF_S2.join(',')})`, listOf(tablesName))
    .option('--k <list>', `pairs in a prompt, a series each (${PAIRS_OF_S2.join(',')})`, listOf(wholeNumber('--k', 1, 8)))
    .option('--from <b>', 'the least exponent of N = 2^b', exponent('--from'), BITS.min)
    .option('--to <b>', `the largest (${BITS.max}; ${MOST_BITS_OF_VARIANTS} where the search is slow)`, exponent('--to'))
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

/** Searches n* over the sizes of some series, and fits laws of its growth. */
async function sweep(options: SweepOptions): Promise<void> {
  const { seed, out, html } = options;
  const plan = planSweep(options);
  if (out !== undefined) await prepareFolder(dirname(out));
  if (html !== undefined) await prepareFolder(dirname(html), '--html');
  const results = await searchSeries(plan, options, new Progress(process.stderr));
  if (results === null) {
    process.exitCode = UNDECIDED;
    return;
  }
  const swept = plan.series.map((domain, i) => ({ domain, verdict: results[i].verdict }));
  const found = { learner: plan.learner, seed, swept };
  const data = sweepData(found);
  if (out !== undefined) await writeWhole(out, `${toJson(data)}\n`);
  if (html !== undefined) {
    const { sweepPage } = await import('../run/sweep-page.js');
    await writeWhole(html, sweepPage(data, found), '--html');
  }
  process.stdout.write(options.json === true ? `${toJson(data)}\n` : `${sweepText(found).join('\n')}\n`);
  process.exitCode = worstExitCode(
    swept.map(({ verdict }) => (verdict.word === 'ERROR' ? 3 : verdict.word === 'INCONCLUSIVE' ? UNDECIDED : 0)),
  );
}

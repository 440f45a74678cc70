import type { Command } from 'commander';
import { caseLimitOption, workersOption } from '../options/limit-options.js';
import { corpusOptions, githubOptions, outOption, reportJsonOption } from '../options/report-options.js';
import { merge } from '../run/merge.js';

/** Declares the options of `ic-recall merge`, and what it does. */
export function declareMerge(command: Command): void {
  const options = [
    outOption(),
    ...corpusOptions('as for verify'),
    workersOption(),
    caseLimitOption(),
    ...githubOptions(),
    reportJsonOption(),
  ];
  for (const option of options) command.addOption(option);
  command.action(merge);
}

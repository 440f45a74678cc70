import { Option, type Command } from 'commander';
import { compareReports } from '../../report/data/compare.js';
import type { Severity } from '../../report/data/comparison.js';
import { readReport } from '../../report/data/read-report.js';
import { renderComparisonMarkdown } from '../../report/text/comparison-markdown.js';
import { toJson } from '../../report/write/to-json.js';
import { comparisonText } from '../terminal/comparison-text.js';

interface CompareOptions {
  readonly strict?: boolean;
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** Declares the options of `ic-recall compare`, and what it does. */
export function declareCompare(command: Command): void {
  command
    .option('--strict', 'exit with 2 on warnings')
    .option('--markdown', 'print Markdown that is fit for a comment on a pull request')
    .addOption(new Option('--json', 'print the comparison as JSON').conflicts('markdown'))
    .action(compare);
}

/** Compares two stored reports. */
async function compare(
  baseline: string,
  report: string,
  { strict = false, json = false, markdown = false }: CompareOptions,
): Promise<void> {
  const comparison = compareReports(await readReport(baseline), await readReport(report));
  const render = json ? toJson : markdown ? renderComparisonMarkdown : comparisonText;
  process.stdout.write(render(comparison).replace(/\n*$/, '\n'));
  process.exitCode = exitCodeFor(comparison.severity, { strict });
}

/** 1 for a regression, as for a contrary verdict; 2 for a warning with --strict. */
function exitCodeFor(severity: Severity | null, { strict }: { readonly strict: boolean }): 0 | 1 | 2 {
  if (severity === 'fail') return 1;
  return severity === 'warn' && strict ? 2 : 0;
}

import { dirname } from 'node:path';
import { Command, Option } from 'commander';
import { usageError } from '../../input-error.js';
import { readReport } from '../../report/data/read-report.js';
import { RENDERINGS } from '../../report/write/renderings.js';
import { writeRenderings } from '../../report/write/write-report.js';

interface ReportOptions {
  readonly out?: string;
  readonly format?: string;
  readonly baseline?: string;
}

/** `ic-recall report`. */
export function reportCommand(): Command {
  return new Command('report')
    .description('render a stored report again, from report.json alone: nothing is evaluated')
    .argument('<file>', 'a report.json that `ic-recall verify` wrote')
    .option('--out <folder>', 'where the renderings go; beside the file by default')
    .addOption(new Option('--format <name>', 'only this rendering').choices(Object.keys(RENDERINGS)))
    .option('--baseline <file>', 'an earlier report.json: report.html and report.md begin with what has changed since then')
    .action(render);
}

async function render(file: string, { out = dirname(file), format, baseline }: ReportOptions): Promise<void> {
  if (baseline !== undefined && format !== undefined && !RENDERINGS[format].compares) {
    throw usageError(`--baseline says nothing about ${RENDERINGS[format].file}`, 'leave it out, or choose another --format');
  }
  const report = await readReport(file);
  const files = await writeRenderings(report, out, {
    ...(format === undefined ? {} : { formats: [format] }),
    baseline: baseline === undefined ? null : await readReport(baseline),
  });
  process.stdout.write(files.map((path) => `${path}\n`).join(''));
}

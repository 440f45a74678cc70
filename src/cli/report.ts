import { dirname } from 'node:path';
import { Command, Option } from 'commander';
import { readReport } from '../report/read-report.js';
import { RENDERINGS } from '../report/renderings.js';
import { writeRenderings } from '../report/write-report.js';

interface ReportOptions {
  readonly out?: string;
  readonly format?: string;
}

/** `ic-recall report`. */
export function reportCommand(): Command {
  return new Command('report')
    .description('render a stored report again, from report.json alone: nothing is evaluated')
    .argument('<file>', 'a report.json that `ic-recall verify` wrote')
    .option('--out <folder>', 'where the renderings go; beside the file by default')
    .addOption(new Option('--format <name>', 'only this rendering').choices(Object.keys(RENDERINGS)))
    .action(render);
}

async function render(file: string, { out = dirname(file), format }: ReportOptions): Promise<void> {
  const report = await readReport(file);
  const files = await writeRenderings(report, out, format === undefined ? undefined : [format]);
  process.stdout.write(files.map((path) => `${path}\n`).join(''));
}

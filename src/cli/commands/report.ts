import { dirname } from 'node:path';
import { Option, type Command } from 'commander';
import { usageError } from '../../input-error.js';
import { readReport } from '../../report/data/read-report.js';
import { RENDERINGS } from '../../report/write/renderings.js';
import { writeRenderings } from '../../report/write/write-report.js';

interface RenderOptions {
  readonly out?: string;
  readonly format?: string;
  readonly baseline?: string;
}

/** Declares the options of `ic-recall report`, and what it does. */
export function declareReport(command: Command): void {
  command
    .option('--out <folder>', 'where the renderings go; beside the file by default')
    .addOption(new Option('--format <name>', 'only this rendering').choices(Object.keys(RENDERINGS)))
    .option('--baseline <file>', 'an earlier report.json: report.html and report.md begin with what has changed since then')
    .action(render);
}

/** Renders a stored report again. */
async function render(file: string, { out = dirname(file), format, baseline }: RenderOptions): Promise<void> {
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

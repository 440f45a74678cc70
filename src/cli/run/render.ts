import { dirname } from 'node:path';
import { usageError } from '../../input-error.js';
import { readReport } from '../../report/data/read-report.js';
import { RENDERINGS } from '../../report/write/renderings.js';
import { writeRenderings } from '../../report/write/write-report.js';

/** Options of `report`. */
export interface RenderOptions {
  readonly out?: string;
  readonly format?: string;
  readonly baseline?: string;
}

/** Renders a stored report again. */
export async function render(file: string, { out = dirname(file), format, baseline }: RenderOptions): Promise<void> {
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

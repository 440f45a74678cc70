import { join } from 'node:path';
import { prepareFolder, writeWhole } from '../../write-files.js';
import { parseReport } from '../data/read-report.js';
import { RENDERINGS } from './renderings.js';
import type { Report } from '../data/schema.js';
import { toJson } from './to-json.js';

/**
 * Writes report.json and its renderings, each file whole or not at all.
 *
 * @returns the paths of the files
 */
export async function writeReport(report: Report, folder: string): Promise<string[]> {
  parseReport(report);
  await prepareFolder(folder);
  return writeAll([{ path: join(folder, 'report.json'), text: `${toJson(report)}\n` }, ...renderedFiles(report, folder)]);
}

/**
 * Writes renderings of a report, by default in all formats.
 *
 * @param baseline - an earlier report; formats that compare show the changes since then
 * @returns the paths of the files
 */
export async function writeRenderings(
  report: Report,
  folder: string,
  { formats, baseline = null }: { readonly formats?: readonly string[]; readonly baseline?: Report | null } = {},
): Promise<string[]> {
  await prepareFolder(folder);
  return writeAll(renderedFiles(report, folder, formats, baseline));
}

interface Rendered {
  readonly path: string;
  readonly text: string;
}

function renderedFiles(
  report: Report,
  folder: string,
  formats: readonly string[] = Object.keys(RENDERINGS),
  baseline: Report | null = null,
): Rendered[] {
  return formats.map((format) => {
    const { file, render } = RENDERINGS[format];
    return { path: join(folder, file), text: render(report, baseline) };
  });
}

async function writeAll(files: readonly Rendered[]): Promise<string[]> {
  for (const { path, text } of files) await writeWhole(path, text);
  return files.map(({ path }) => path);
}

import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../input-error.js';
import { parseReport } from './read-report.js';
import { renderMarkdown } from './markdown.js';
import type { Report } from './schema.js';

/**
 * Makes sure that reports can be written to a folder, before anything is computed for them.
 *
 * @throws InputError when the folder cannot be made or written to
 */
export async function prepareFolder(folder: string): Promise<void> {
  const probe = join(folder, `.ic-recall-${process.pid}`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    throw unwritable(folder, error);
  }
}

/** Writes report.json and report.md. Each file is complete or absent: it is written beside its place and moved there. */
export async function writeReport(report: Report, folder: string): Promise<string[]> {
  parseReport(report);
  const files = [
    { path: join(folder, 'report.json'), text: `${toJson(report)}\n` },
    { path: join(folder, 'report.md'), text: renderMarkdown(report) },
  ];
  await prepareFolder(folder);
  for (const { path, text } of files) {
    const unfinished = `${path}.${process.pid}`;
    try {
      await writeFile(unfinished, text);
      await rename(unfinished, path);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw unwritable(folder, error);
    }
  }
  return files.map(({ path }) => path);
}

/** JSON with two-space indents, lists of numbers on one line. */
export function toJson(value: unknown): string {
  const number = String.raw`-?\d[\d.e+-]*`;
  return JSON.stringify(value, null, 2).replaceAll(
    new RegExp(String.raw`\[\s+(${number}(?:,\s+${number})*)\s+\]`, 'g'),
    (_, list: string) => {
      return `[${list.split(/,\s+/).join(', ')}]`;
    },
  );
}

function unwritable(folder: string, error: unknown): InputError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return new InputError(`cannot be written to (${code})`, 'give --out a folder that you may write to', { file: folder });
}

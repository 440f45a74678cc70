import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { InputError } from '../input-error.js';
import { errorCode } from '../read-json.js';
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
    await makeFolder(resolve(folder));
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    throw unwritable(folder, error);
  }
}

/** Makes a folder and those above it. Node's own recursive mkdir never returns where a file system refuses, as /proc does. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST') return; // a file in its place is found by the first write
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder);
  }
}

/** Writes report.json and report.md, each whole or not at all. */
export async function writeReport(report: Report, folder: string): Promise<string[]> {
  parseReport(report);
  await prepareFolder(folder);
  const files = [
    { path: join(folder, 'report.json'), text: `${toJson(report)}\n` },
    { path: join(folder, 'report.md'), text: renderMarkdown(report) },
  ];
  for (const { path, text } of files) await writeWhole(path, text);
  return files.map(({ path }) => path);
}

/**
 * Writes a file whole or not at all: beside its place first, then moved there.
 *
 * @throws InputError when it cannot be written; nothing is left behind
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const unfinished = `${path}.${process.pid}`;
  try {
    await writeFile(unfinished, text);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw unwritable(path, error);
  }
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

function unwritable(place: string, error: unknown): InputError {
  return new InputError(`cannot be written to (${errorCode(error)})`, 'give --out a place that you may write to', { file: place });
}

import { join } from 'node:path';
import { prepareFolder, writeWhole } from '../write-files.js';
import { parseReport } from './read-report.js';
import { renderJunit } from './junit.js';
import { renderMarkdown } from './markdown.js';
import type { Report } from './schema.js';

/** Writes report.json, report.md and junit.xml, each whole or not at all. */
export async function writeReport(report: Report, folder: string): Promise<string[]> {
  parseReport(report);
  await prepareFolder(folder);
  const files = [
    { path: join(folder, 'report.json'), text: `${toJson(report)}\n` },
    { path: join(folder, 'report.md'), text: renderMarkdown(report) },
    { path: join(folder, 'junit.xml'), text: renderJunit(report) },
  ];
  for (const { path, text } of files) await writeWhole(path, text);
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

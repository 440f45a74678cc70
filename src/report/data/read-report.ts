import { readJson } from '../../read-json.js';
import { parseFile } from '../../verify/storage/parse-file.js';
import { REPORT_SCHEMA, REPORT_VERSION, type Report } from './schema.js';

const FORMAT = {
  schema: REPORT_SCHEMA,
  format: 'ic-recall-report',
  version: REPORT_VERSION,
  noun: 'report',
  hint: 'give a report.json that `ic-recall verify` wrote, unedited',
  otherVersion: 'make it anew with `ic-recall verify`, or read it with the version that wrote it',
} as const;

/**
 * Checks that a value is a report.
 *
 * @param file - the file it came from, for the message
 * @throws InputError naming the first field that is wrong
 */
export function parseReport(value: unknown, file?: string): Report {
  return parseFile(FORMAT, value, file);
}

/**
 * Reads and checks a report.json.
 *
 * @throws InputError naming the first field that is wrong
 */
export async function readReport(file: string): Promise<Report> {
  return parseReport(await readJson(file, FORMAT.hint), file);
}

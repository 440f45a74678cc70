import * as v from 'valibot';
import { InputError } from '../input-error.js';
import { readJson } from '../read-json.js';
import { REPORT_SCHEMA, type Report } from './schema.js';

/**
 * Checks that a value is a report.
 *
 * @param file - the file it came from, for the message
 * @throws InputError naming the first field that is wrong
 */
export function parseReport(value: unknown, file?: string): Report {
  const result = v.safeParse(REPORT_SCHEMA, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = v.getDotPath(issue) ?? 'the whole file';
  throw new InputError(
    `is not a report of this version: ${place}: ${issue.message}`,
    'give a report.json that `ic-recall verify` wrote, unedited',
    file === undefined ? {} : { file },
  );
}

/** Reads and checks a report.json. */
export async function readReport(file: string): Promise<Report> {
  const value = await readJson(file, 'give a report.json that `ic-recall verify` wrote');
  return parseReport(value, file);
}

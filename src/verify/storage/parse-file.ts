import * as v from 'valibot';
import { InputError } from '../../input-error.js';

/** A kind of file that this program writes and reads back. */
export interface FileFormat<Schema extends v.GenericSchema> {
  readonly schema: Schema;
  /** The value of its field `format`. */
  readonly format: string;
  /** The version that this program writes; it reads no other. */
  readonly version: number;
  /** What such a file is, as in "report". */
  readonly noun: string;
  /** What to give instead of something else. */
  readonly hint: string;
  /** What to do with a file of another version. */
  readonly otherVersion: string;
}

const VERSIONED_SCHEMA = v.looseObject({ format: v.string(), version: v.number() });

/**
 * Checks what was read from a file.
 *
 * @param file - where it came from, for the message
 * @throws InputError naming the version that the file has, or the first field that is wrong
 */
export function parseFile<const Schema extends v.GenericSchema>(
  { schema, format, version, noun, hint, otherVersion }: FileFormat<Schema>,
  value: unknown,
  file?: string,
): v.InferOutput<Schema> {
  const place = file === undefined ? {} : { file };
  if (v.is(VERSIONED_SCHEMA, value) && value.format === format && value.version !== version) {
    throw new InputError(`is a ${noun} of format ${value.version}, and this program reads format ${version}`, otherVersion, place);
  }
  const result = parsed(schema, value);
  if (result === null) throw new InputError('is nested too deeply', hint, place);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  // A rule that members keep among each other names the member first.
  const where = issue.type === 'raw_check' ? (path === null ? '' : `${path}.`) : `${path ?? 'the whole file'}: `;
  throw new InputError(`is no ${noun} of this version: ${where}${issue.message}`, hint, place);
}

/** Null for values that are nested too deeply for a parser: they exhaust its stack. */
function parsed<const Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.SafeParseResult<Schema> | null {
  try {
    return v.safeParse(schema, value);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

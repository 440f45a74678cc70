import * as v from 'valibot';
import { InputError } from '../../input-error.js';

/** A file format that this program writes and reads back. */
export interface FileFormat<Schema extends v.GenericSchema> {
  readonly schema: Schema;
  /** The value of its field `format`. */
  readonly format: string;
  /** The version that this program writes. It reads no other. */
  readonly version: number;
  /** What messages call such a file, for example "report". */
  readonly noun: string;
  /** What to do about a wrong file. */
  readonly hint: string;
  /** What to do about a file of another version. */
  readonly otherVersion: string;
}

const VERSIONED_SCHEMA = v.looseObject({ format: v.string(), version: v.number() });

/**
 * Checks the content of a file.
 *
 * @param file - its path, for messages
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
  // The message of a `rule` starts with the member it is about.
  const where = issue.type === 'raw_check' ? (path === null ? '' : `${path}.`) : `${path ?? 'the whole file'}: `;
  throw new InputError(`is not a ${noun} of this version: ${where}${issue.message}`, hint, place);
}

/** Null for a value nested so deeply that it exhausts the parser's stack. */
function parsed<const Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.SafeParseResult<Schema> | null {
  try {
    return v.safeParse(schema, value);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

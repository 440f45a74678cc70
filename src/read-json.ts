import { readFile } from 'node:fs/promises';
import { InputError } from './input-error.js';

/**
 * Reads a JSON file.
 *
 * @param hint - what kind of file to give
 * @throws InputError when the file cannot be read, or is not JSON
 */
export async function readJson(file: string, hint: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const code = errorCode(error);
    throw new InputError(code === 'EISDIR' ? 'is a folder' : `cannot be read (${code})`, hint, { file });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(`is not JSON (${error instanceof Error ? error.message : String(error)})`, hint, { file });
  }
}

/** The code of a file-system error: ENOENT, EISDIR, … */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

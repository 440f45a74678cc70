import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { InputError } from './input-error.js';
import { errorCode } from './read-json.js';

/**
 * Makes sure that files can be written to a folder, before anything is computed for them.
 *
 * @param option - the option that named the folder, for the message
 * @throws InputError when the folder cannot be made or written to
 */
export async function prepareFolder(folder: string, option = '--out'): Promise<void> {
  const probe = join(folder, `.ic-recall-${randomUUID()}`);
  try {
    await makeFolder(resolve(folder));
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    throw unwritable(folder, option, error);
  }
}

/** Makes a folder and its parents. Node's own recursive mkdir never returns when the file system refuses, as /proc does. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST') return; // if it is a file, the first write fails
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder).catch((again: unknown) => {
      if (errorCode(again) !== 'EEXIST') throw again; // another run has made it by now
    });
  }
}

/**
 * Writes a file completely or not at all: to a temporary name beside it first, then renamed.
 *
 * @param option - the option that named the place, for the message
 * @throws InputError when it cannot be written; nothing is left behind
 */
export async function writeWhole(path: string, content: string | Uint8Array, option = '--out'): Promise<void> {
  const unfinished = `${path}.${randomUUID()}`; // two runs may write the same file at once
  try {
    await writeFile(unfinished, content);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw unwritable(path, option, error);
  }
}

function unwritable(place: string, option: string, error: unknown): InputError {
  return new InputError(`cannot be written to (${errorCode(error)})`, `give ${option} a place that you may write to`, {
    file: place,
  });
}

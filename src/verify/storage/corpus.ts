import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../input-error.js';
import { errorCode } from '../../read-json.js';
import { prepareFolder, writeWhole } from '../../write-files.js';
import { readCounterexample, type CounterexampleFile } from './counterexample-file.js';
import { REPLAYS } from '../decide/evaluator.js';
import type { CorpusCase } from '../decide/regression-case.js';

/**
 * Replays that an unstable case must pass to be dropped: a case that fails in 5 % of evaluations fails at least once in these with
 * a chance of 95 %.
 */
const REPLAYS_OF_UNSTABLE = 59;

/** An entry of a corpus with the name of its file. */
export interface CorpusEntry {
  readonly name: string;
  readonly file: CounterexampleFile;
}

/**
 * A folder of unexpected failures and crashes, which the next run replays first. An entry is named by a hash of its content, written whole
 * and never changed, so that two runs may share the folder.
 */
export class Corpus {
  constructor(
    private readonly folder: string,
    private readonly option: string,
  ) {}

  /**
   * Reads the entries in the order of their names, with a message for each file that is not an entry.
   *
   * @throws InputError if the folder cannot be read
   */
  async load(): Promise<{ readonly entries: CorpusEntry[]; readonly skipped: string[] }> {
    const entries: CorpusEntry[] = [];
    const skipped: string[] = [];
    for (const name of (await this.names()).filter((each) => each.endsWith('.json')).toSorted()) {
      try {
        entries.push({ name, file: await readCounterexample(join(this.folder, name)) });
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        if (error.rule !== 'cannot be read (ENOENT)') skipped.push(error.message); // ENOENT: another run has dropped it
      }
    }
    return { entries, skipped };
  }

  /**
   * Stores a counterexample. Storing it again changes nothing.
   *
   * @returns the name of its file
   */
  async store(file: CounterexampleFile): Promise<string> {
    const name = nameOf(file);
    await prepareFolder(this.folder, this.option);
    await writeWhole(join(this.folder, name), `${JSON.stringify(file)}\n`, this.option);
    return name;
  }

  /**
   * Removes an entry, unless another run already has. A file whose name does not match its content was put there by somebody, and stays.
   *
   * @returns false if it was not ours to remove
   * @throws InputError if it cannot be removed
   */
  async drop({ name, file }: CorpusEntry): Promise<boolean> {
    if (name !== nameOf(file)) return false;
    try {
      await rm(join(this.folder, name), { force: true });
      return true;
    } catch (error) {
      throw new InputError(`cannot be removed (${errorCode(error)})`, `give ${this.option} a folder that you may write to`, {
        file: join(this.folder, name),
      });
    }
  }

  private async names(): Promise<string[]> {
    try {
      return await readdir(this.folder);
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return []; // nothing was stored yet
      throw new InputError(`cannot be read (${errorCode(error)})`, `give ${this.option} a folder`, { file: this.folder });
    }
  }
}

/** The cases that a run replays first: those of the entries with its own setup. */
export function corpusCases(entries: readonly CorpusEntry[], setup: CounterexampleFile['setup']): CorpusCase[] {
  return entries
    .filter(({ file }) => JSON.stringify(file.setup) === JSON.stringify(setup))
    .map(({ name, file: { experiment, claim, case: value, role } }) => ({
      name,
      experiment,
      claim: claim.id,
      case: value,
      replays: role === 'unstable' ? REPLAYS_OF_UNSTABLE : REPLAYS,
    }));
}

function nameOf({ claim, experiment, setup, case: value }: CounterexampleFile): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([claim.id, experiment, setup, value]))
    .digest('hex');
  return `${claim.id}-${hash.slice(0, 16)}.json`;
}

import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../input-error.js';
import { errorCode } from '../../read-json.js';
import { prepareFolder, writeWhole } from '../../write-files.js';
import { readCounterexample, type CounterexampleFile } from './counterexample-file.js';
import { REPLAYS } from '../decide/evaluator.js';
import type { CorpusCase } from '../decide/regression-case.js';

/** Replays before a case that came and went is believed to be gone: at a rate of 5 % it fails once with a chance of 95 %. */
const REPLAYS_OF_UNSTABLE = 59;

/** An entry of a corpus, and the name of its file. */
export interface CorpusEntry {
  readonly name: string;
  readonly file: CounterexampleFile;
}

/**
 * A folder of failures and crashes that were not expected: they are evaluated first in the next run. An entry is named for what it holds,
 * written whole and never changed, so that two runs may share the folder.
 */
export class Corpus {
  constructor(
    private readonly folder: string,
    private readonly option: string,
  ) {}

  /**
   * The entries, in the order of their names, and a line for each file that is none.
   *
   * @throws InputError where the folder cannot be read
   */
  async load(): Promise<{ readonly entries: CorpusEntry[]; readonly skipped: string[] }> {
    const entries: CorpusEntry[] = [];
    const skipped: string[] = [];
    for (const name of (await this.names()).filter((each) => each.endsWith('.json')).toSorted()) {
      try {
        entries.push({ name, file: await readCounterexample(join(this.folder, name)) });
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        if (error.rule !== 'cannot be read (ENOENT)') skipped.push(error.message); // else another run has dropped it
      }
    }
    return { entries, skipped };
  }

  /** Keeps a counterexample; the same one is kept once. */
  async store(file: CounterexampleFile): Promise<string> {
    const name = nameOf(file);
    await prepareFolder(this.folder, this.option);
    await writeWhole(join(this.folder, name), `${JSON.stringify(file)}\n`, this.option);
    return name;
  }

  /**
   * Forgets an entry, which another run may have done already. A file that has not the name of what it holds was put there by somebody, and
   * stays.
   *
   * @returns whether it was ours to forget
   * @throws InputError where it cannot be removed
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
      if (errorCode(error) === 'ENOENT') return []; // nothing has failed yet
      throw new InputError(`cannot be read (${errorCode(error)})`, `give ${this.option} a folder`, { file: this.folder });
    }
  }
}

/** The cases that a run evaluates first, from the entries of its own setup. */
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

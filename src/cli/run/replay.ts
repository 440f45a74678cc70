import { InputError } from '../../input-error.js';
import type { EngineName } from '../../engine/engine.js';
import { toJson } from '../../report/write/to-json.js';
import { readCounterexample } from '../../verify/storage/counterexample-file.js';
import { replayText } from '../terminal/replay-text.js';
import { replayCase, type Replayed } from './replay-case.js';

/** Options of `replay`. */
export interface ReplayOptions {
  readonly engine?: EngineName;
  readonly json?: true;
}

/** Evaluates a stored counterexample once. */
export async function replay(path: string, options: ReplayOptions): Promise<void> {
  const file = await readCounterexample(path);
  let replayed: Replayed;
  try {
    replayed = await replayCase(file, options.engine);
  } catch (error) {
    throw error instanceof InputError ? error.inFile(path) : error;
  }
  process.stdout.write(options.json === true ? `${toJson(replayed)}\n` : `${replayText(file, replayed).join('\n')}\n`);
  process.exitCode = replayed.reproduced ? 0 : 1;
}

import type { Command } from 'commander';
import type { EngineName } from '../../engine/engine.js';
import { InputError } from '../../input-error.js';
import { toJson } from '../../report/write/to-json.js';
import { readCounterexample } from '../../verify/storage/counterexample-file.js';
import { engineOption } from '../options/engine-option.js';
import { replayCase, type Replayed } from '../run/replay-case.js';
import { replayText } from '../terminal/replay-text.js';

interface ReplayOptions {
  readonly engine?: EngineName;
  readonly json?: true;
}

/** Declares the options of `ic-recall replay`, and what it does. */
export function declareReplay(command: Command): void {
  command.addOption(engineOption('another engine than that of the file')).option('--json', 'print JSON').action(replay);
}

/** Evaluates a stored counterexample once. */
async function replay(path: string, options: ReplayOptions): Promise<void> {
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

import type { Command } from 'commander';
import { engineOption } from '../options/engine-option.js';
import { replay } from '../run/replay.js';

/** Declares the options of `ic-recall replay`, and what it does. */
export function declareReplay(command: Command): void {
  command.addOption(engineOption('another engine than that of the file')).option('--json', 'print JSON').action(replay);
}

import type { Command } from 'commander';
import { engineOption } from '../options/engine-option.js';
import { conform } from '../run/conform.js';

/** Declares the options of `ic-recall conformance`, and what it does. */
export function declareConformance(command: Command): void {
  command.addOption(engineOption('which engine').default('sparse')).option('--json', 'print JSON').action(conform);
}

import type { Command } from 'commander';
import { facts } from '../run/facts.js';

/** Declares the options of `ic-recall facts`, and what it does. */
export function declareFacts(command: Command): void {
  command.option('--all', 'list every offending fact').option('--json', 'print JSON').action(facts);
}
